package foodcourt.defect;

import foodcourt.port.DeliveryResult;
import foodcourt.port.Mutex;
import foodcourt.port.Ports;
import foodcourt.port.Signal;
import foodcourt.port.Task;
import foodcourt.port.Threads;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An attempt that ends frees its slot, but wakes no claim: when all slots of a function were taken, due deliveries wait
 * for the next hint or poll.
 */
final class SlotNotNoticed implements Threads {
    private static final String CLAIM = "claim ";

    private final Threads sound;
    /** Whether the attempt of the thread has its answer. */
    private final ScopedValue<AtomicBoolean> hasAnswer = ScopedValue.newInstance();

    private final ScopedValue<Boolean> isClaim = ScopedValue.newInstance();

    private SlotNotNoticed(Threads sound) {
        this.sound = sound;
    }

    static Ports of(Ports sound) {
        SlotNotNoticed threads = new SlotNotNoticed(sound.threads());
        return sound.withThreads(threads).withChannel(delivery -> {
            DeliveryResult answer = sound.channel().deliver(delivery);
            if (threads.hasAnswer.isBound()) {
                threads.hasAnswer.get().set(true);
            }
            return answer;
        });
    }

    @Override
    public Task start(String name, Runnable work) {
        return sound.start(
                name,
                () -> ScopedValue.where(isClaim, name.startsWith(CLAIM))
                        .where(hasAnswer, new AtomicBoolean())
                        .run(work));
    }

    @Override
    public Task startDedicated(String name, Runnable work) {
        return sound.startDedicated(name, work);
    }

    @Override
    public void sleep(Duration duration) {
        sound.sleep(duration);
    }

    @Override
    public Signal newSignal() {
        return new DeafSignal(sound.newSignal());
    }

    @Override
    public Mutex newMutex() {
        return sound.newMutex();
    }

    /** A signal by which no attempt that has its answer can wake a claim. */
    private final class DeafSignal implements Signal {
        private final Signal signal;
        private volatile boolean isOfClaim;

        DeafSignal(Signal signal) {
            this.signal = signal;
        }

        @Override
        public void raise() {
            if (!isOfClaim || !hasAnswer.isBound() || !hasAnswer.get().get()) {
                signal.raise();
            }
        }

        @Override
        public boolean await(Duration atMost) {
            isOfClaim = isClaim.orElse(false);
            return signal.await(atMost);
        }
    }
}
