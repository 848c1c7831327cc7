package tribunal.fault.inject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import foodcourt.port.Clock;
import foodcourt.port.Delivery;
import foodcourt.port.DeliveryResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import tribunal.fault.InjectedApp;
import tribunal.fault.plan.AttemptKey;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.Entry;

class ChannelWitnessTest {
    private static final Instant BEGIN = Instant.EPOCH;

    private final AtomicLong nanos = new AtomicLong();
    private final List<Entry> written = new ArrayList<>();
    private final ChannelWitness witness = new ChannelWitness(clock(), () -> BEGIN, 0, "node-1", entry -> {
        // each waits a second for its turn
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        written.add(entry.get());
    });

    private Clock clock() {
        return new Clock() {
            @Override
            public long monotonicNanos() {
                return nanos.get();
            }

            @Override
            public Instant now() {
                return BEGIN.plusNanos(nanos.get());
            }
        };
    }

    /**
     * The app's time-out includes the wait to record a hand-over. The app does not know of an answer that waits to be
     * recorded.
     */
    @Test
    void an_entry_about_the_past_has_the_time_of_its_event_and_an_announcement_that_of_its_writing() {
        Delivery delivery = InjectedApp.placed("ChargePayment", 1);
        witness.handedOver(delivery, new AttemptKey("o-1", "OrderPlaced", 1, "ChargePayment", 1));
        witness.started(delivery, 0);
        witness.ended(delivery, 0, Ending.DONE, null);
        witness.answered(delivery, new DeliveryResult.Done());
        witness.clockSampled();

        assertThat(written)
                .extracting(entry -> entry.getClass().getSimpleName(), entry -> entry.at() / 1_000_000_000)
                .containsExactly(
                        tuple("HandedOver", 0L),
                        tuple("AttemptStarted", 2L),
                        tuple("AttemptEnded", 2L),
                        tuple("Answered", 4L),
                        tuple("ClockSampled", 4L));
    }
}
