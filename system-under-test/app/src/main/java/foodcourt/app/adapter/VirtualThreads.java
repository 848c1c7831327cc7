package foodcourt.app.adapter;

import foodcourt.port.Mutex;
import foodcourt.port.Signal;
import foodcourt.port.Task;
import foodcourt.port.Threads;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The JDK's virtual threads. Keepers are platform threads, which do not queue for a carrier thread. */
final class VirtualThreads implements Threads {
    private static final Logger LOG = LoggerFactory.getLogger(VirtualThreads.class);

    @Override
    public Task start(String name, Runnable work) {
        return started(Thread.ofVirtual(), name, work);
    }

    @Override
    public Task startDedicated(String name, Runnable work) {
        return started(Thread.ofPlatform().daemon(), name, work);
    }

    private static Task started(Thread.Builder kind, String name, Runnable work) {
        Thread thread = kind.name(name)
                .uncaughtExceptionHandler((t, e) -> LOG.error("{} ended", t.getName(), e))
                .start(work);
        return () -> uninterrupted(thread::join);
    }

    @Override
    public void sleep(Duration duration) {
        uninterrupted(() -> Thread.sleep(duration));
    }

    @Override
    public Signal newSignal() {
        return new SemaphoreSignal();
    }

    @Override
    public Mutex newMutex() {
        ReentrantLock lock = new ReentrantLock();
        return new Mutex() {
            @Override
            public <T> T locked(Supplier<T> noPortCallInside) {
                lock.lock();
                try {
                    return noPortCallInside.get();
                } finally {
                    lock.unlock();
                }
            }
        };
    }

    /** Its permits are the raises since the last wait. */
    private static final class SemaphoreSignal implements Signal {
        private final Semaphore raises = new Semaphore(0);

        @Override
        public void raise() {
            raises.release();
        }

        @Override
        public boolean await(Duration atMost) {
            AtomicBoolean waited = new AtomicBoolean();
            uninterrupted(() -> waited.set(raises.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)));
            return raises.drainPermits() > 0 || waited.get();
        }
    }

    private interface Waiting {
        void run() throws InterruptedException;
    }

    private static void uninterrupted(Waiting waiting) {
        try {
            waiting.run();
        } catch (InterruptedException e) {
            throw new IllegalStateException("threads here are never interrupted", e);
        }
    }
}
