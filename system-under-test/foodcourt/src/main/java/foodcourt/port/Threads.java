package foodcourt.port;

import java.time.Duration;

/** Threads and the only ways to wait. There are no interrupts: a thread ends by returning. */
public interface Threads {
    /** Starts a thread. What it throws is logged and ends that thread alone. */
    Task start(String name, Runnable work);

    /** The same, for the few threads that keep others' work alive: it gets on however many others there are. */
    default Task startKeeper(String name, Runnable work) {
        return start(name, work);
    }

    void sleep(Duration duration);

    Signal newSignal();

    Mutex newMutex();
}
