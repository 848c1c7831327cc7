package foodcourt.port;

/** A started thread. */
public interface Task {
    /** Waits until the work of the thread has returned. */
    void join();
}
