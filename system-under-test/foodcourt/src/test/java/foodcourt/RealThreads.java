package foodcourt;

import foodcourt.port.Mutex;
import foodcourt.port.Signal;
import foodcourt.port.Task;
import foodcourt.port.Threads;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Virtual threads, for tests of the core. */
public class RealThreads implements Threads {
    @Override
    public Task start(String name, Runnable work) {
        Thread thread = Thread.ofVirtual().name(name).start(work);
        return () -> uninterrupted(thread::join);
    }

    @Override
    public void sleep(Duration duration) {
        uninterrupted(() -> Thread.sleep(duration));
    }

    @Override
    public Signal newSignal() {
        Semaphore raised = new Semaphore(0);
        return new Signal() {
            @Override
            public void raise() {
                raised.release();
            }

            @Override
            public boolean await(Duration atMost) {
                boolean[] got = new boolean[1];
                uninterrupted(() -> got[0] = raised.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS));
                raised.drainPermits();
                return got[0];
            }
        };
    }

    @Override
    public Mutex newMutex() {
        ReentrantLock lock = new ReentrantLock();
        return new Mutex() {
            @Override
            public <T> T locked(Supplier<T> work) {
                lock.lock();
                try {
                    return work.get();
                } finally {
                    lock.unlock();
                }
            }
        };
    }

    private interface Waiting {
        void await() throws InterruptedException;
    }

    private static void uninterrupted(Waiting waiting) {
        try {
            waiting.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts here", e);
        }
    }
}
