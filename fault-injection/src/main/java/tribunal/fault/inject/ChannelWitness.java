package tribunal.fault.inject;

import foodcourt.port.Clock;
import foodcourt.port.Delivery;
import foodcourt.port.DeliveryResult;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tribunal.fault.plan.AttemptKey;
import tribunal.fault.plan.Fate;
import tribunal.history.ChannelEntry.Answer;
import tribunal.history.ChannelEntry.Answered;
import tribunal.history.ChannelEntry.AttemptEnded;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.ChannelEntry.ChangesRead;
import tribunal.history.ChannelEntry.ClockSampled;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.ChannelEntry.FateDecided;
import tribunal.history.ChannelEntry.FateMet;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.ChannelEntry.RolledBack;
import tribunal.history.Entry;

/**
 * Records the traffic between dispatcher and functions. Each entry is written before the event that it announces.
 *
 * @param clock the node's clock
 * @param storeTime the store's wall clock, by which deliveries are due; the node's own may be skewed
 * @param origin the run's origin, on the clock's monotonic scale
 */
record ChannelWitness(
        Clock clock, Supplier<Instant> storeTime, long origin, String node, Consumer<Supplier<Entry>> journal) {
    long now() {
        return clock.monotonicNanos() - origin;
    }

    /** Writes an entry about the past, with the time of its event. */
    private void write(Entry entry) {
        journal.accept(() -> entry);
    }

    /**
     * Writes an entry about an event that follows, with the time of the writing, since waiting for other writers delays
     * the event.
     */
    private void announce(LongFunction<Entry> entry) {
        journal.accept(() -> entry.apply(now()));
    }

    private static String event(Delivery d) {
        return d.id().event().toString();
    }

    private static String function(Delivery d) {
        return d.id().function().value();
    }

    /** Records a hand-over. The dispatcher already waits for an answer while this is written. */
    void handedOver(Delivery d, AttemptKey attempt) {
        long now = now();
        long due = now + Duration.between(storeTime.get(), d.due()).toNanos();
        write(new HandedOver(
                now,
                event(d),
                function(d),
                d.attempt(),
                d.token().value(),
                node,
                "order:" + attempt.entity(),
                attempt.eventType(),
                attempt.ordinal(),
                due));
    }

    void decided(Delivery d, String rule, Fate fate) {
        write(new FateDecided(now(), event(d), function(d), d.attempt(), rule, fate.kind(), fate.detail()));
    }

    void fateMet(Delivery d, Fate fate) {
        write(new FateMet(now(), event(d), function(d), d.attempt(), fate.kind()));
    }

    void started(Delivery d, int copy) {
        announce(at -> new AttemptStarted(at, event(d), function(d), d.attempt(), copy));
    }

    void ended(Delivery d, int copy, Ending ending, @Nullable String point) {
        write(new AttemptEnded(now(), event(d), function(d), d.attempt(), copy, ending, point));
    }

    void rolledBack(Delivery d, int copy) {
        write(new RolledBack(now(), event(d), function(d), d.attempt(), copy));
    }

    /** Records an answer before the dispatcher receives it. */
    void answered(Delivery d, DeliveryResult answer) {
        switch (answer) {
            case DeliveryResult.Done() -> answered(d, Answer.DONE, null, null, false);
            case DeliveryResult.Failed(Optional<Duration> retryAfter, boolean permanent, String why) ->
                answered(
                        d, Answer.FAILED, why, retryAfter.map(Duration::toNanos).orElse(null), permanent);
            case DeliveryResult.NoAnswer(String why) -> answered(d, Answer.NO_ANSWER, why, null, false);
        }
    }

    private void answered(
            Delivery d, Answer answer, @Nullable String why, @Nullable Long retryAfter, boolean permanent) {
        announce(at -> new Answered(at, event(d), function(d), d.attempt(), answer, why, retryAfter, permanent));
    }

    void changesRead(String topic) {
        write(new ChangesRead(now(), node, topic));
    }

    void clockSampled() {
        long wall = ChronoUnit.MICROS.between(Instant.EPOCH, clock.now());
        write(new ClockSampled(now(), node, wall));
    }
}
