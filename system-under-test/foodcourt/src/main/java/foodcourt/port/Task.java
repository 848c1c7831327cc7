package foodcourt.port;

/** A started thread. */
public interface Task {
    /** Waits until its work has returned. */
    void join();
}
