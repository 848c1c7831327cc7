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
final class SlotNotNoticed implements Defect {
    private static final String CLAIM = "claim ";

    @Override
    public String name() {
        return "slot-not-noticed";
    }

    @Override
    public Ports ports(Ports sound) {
        ScopedValue<AtomicBoolean> hasAnswer = ScopedValue.newInstance();
        return sound.withThreads(new DeafClaims(sound.threads(), hasAnswer)).withChannel(delivery -> {
            DeliveryResult answer = sound.channel().deliver(delivery);
            if (hasAnswer.isBound()) {
                hasAnswer.get().set(true);
            }
            return answer;
        });
    }

    /** Threads on which claims ignore signals from an attempt that has its answer. */
    private static final class DeafClaims implements Threads {
        private final Threads sound;
        private final ScopedValue<AtomicBoolean> hasAnswer;
        private final ScopedValue<Boolean> isClaim = ScopedValue.newInstance();

        DeafClaims(Threads sound, ScopedValue<AtomicBoolean> hasAnswer) {
            this.sound = sound;
            this.hasAnswer = hasAnswer;
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
        public Task startKeeper(String name, Runnable work) {
            return sound.startKeeper(name, work);
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

        private boolean isAnswered() {
            return hasAnswer.isBound() && hasAnswer.get().get();
        }

        private final class DeafSignal implements Signal {
            private final Signal signal;
            private volatile boolean isOfClaim;

            DeafSignal(Signal signal) {
                this.signal = signal;
            }

            @Override
            public void raise() {
                if (!isOfClaim || !isAnswered()) {
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
}
