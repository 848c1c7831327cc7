package foodcourt.port;

import java.time.Duration;

/** Threads and the only ways to wait. There are no interrupts: a thread ends by returning. */
public interface Threads {
    /** Starts a thread. What it throws is logged and ends that thread alone. */
    Task start(String name, Runnable work);

    void sleep(Duration duration);

    Signal newSignal();

    Mutex newMutex();
}
