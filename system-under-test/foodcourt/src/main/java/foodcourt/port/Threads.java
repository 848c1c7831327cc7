package foodcourt.port;

import java.time.Duration;

/** Threads and the only ways to wait. There are no interrupts: a thread ends by returning. */
public interface Threads {
    /** Starts a thread. An exception is logged and ends only that thread. */
    Task start(String name, Runnable work);

    /**
     * Starts one of the few threads that keep the others working. It makes progress no matter how many other threads
     * run.
     */
    default Task startDedicated(String name, Runnable work) {
        return start(name, work);
    }

    void sleep(Duration duration);

    Signal newSignal();

    Mutex newMutex();
}
