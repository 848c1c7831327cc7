package tribunal.fault.inject;

import foodcourt.port.Clock;
import foodcourt.port.Delivery;
import foodcourt.port.DeliveryResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tribunal.fault.plan.AttemptKey;
import tribunal.fault.plan.FaultSpec.Fate;
import tribunal.history.ChannelEntry;
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

/** Records the traffic between dispatcher and functions. Each entry is written before the event that it announces. */
final class ChannelWitness {
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long NANOS_PER_MICRO = 1_000;

    private final Clock clock;
    private final Supplier<Instant> storeTime;
    private final long origin;
    private final String node;
    private final Consumer<Supplier<Entry>> journal;

    /**
     * @param clock the node's clock
     * @param storeTime the store's wall clock, by which deliveries are due; the node's own may be skewed
     * @param origin the run's origin, on the clock's monotonic scale
     */
    ChannelWitness(
            Clock clock, Supplier<Instant> storeTime, long origin, String node, Consumer<Supplier<Entry>> journal) {
        this.clock = clock;
        this.storeTime = storeTime;
        this.origin = origin;
        this.node = node;
        this.journal = journal;
    }

    long at() {
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
        journal.accept(() -> entry.apply(at()));
    }

    private static String event(Delivery d) {
        return d.id().event().toString();
    }

    private static String function(Delivery d) {
        return d.id().function().value();
    }

    /** Records a hand-over. The dispatcher already waits for an answer while this is written. */
    void handedOver(Delivery d, AttemptKey attempt) {
        long now = at();
        long due = now + Duration.between(storeTime.get(), d.due()).toNanos();
        write(new HandedOver(
                now,
                event(d),
                function(d),
                d.attempt(),
                d.token().value(),
                node,
                attempt.order(),
                attempt.eventType(),
                attempt.ordinal(),
                due));
    }

    void decided(Delivery d, String rule, Fate fate) {
        write(new FateDecided(at(), event(d), function(d), d.attempt(), rule, fate.kind(), fate.detail()));
    }

    void fateMet(Delivery d, Fate fate) {
        write(new FateMet(at(), event(d), function(d), d.attempt(), fate.kind()));
    }

    void started(Delivery d, int copy) {
        announce(at -> new AttemptStarted(at, event(d), function(d), d.attempt(), copy));
    }

    void ended(Delivery d, int copy, Ending ending, @Nullable String point) {
        write(new AttemptEnded(at(), event(d), function(d), d.attempt(), copy, ending, point));
    }

    void rolledBack(Delivery d, int copy) {
        write(new RolledBack(at(), event(d), function(d), d.attempt(), copy));
    }

    /** Records an answer before the dispatcher receives it. */
    void answered(Delivery d, DeliveryResult answer) {
        ChannelEntry.Answer kind =
                switch (answer) {
                    case DeliveryResult.Done _ -> ChannelEntry.Answer.DONE;
                    case DeliveryResult.Failed _ -> ChannelEntry.Answer.FAILED;
                    case DeliveryResult.NoAnswer _ -> ChannelEntry.Answer.NO_ANSWER;
                };
        Optional<DeliveryResult.Failed> failed =
                answer instanceof DeliveryResult.Failed f ? Optional.of(f) : Optional.empty();
        Long retryAfter = failed.flatMap(DeliveryResult.Failed::retryAfter)
                .map(Duration::toNanos)
                .orElse(null);
        boolean permanent = failed.isPresent() && failed.get().permanent();
        announce(at -> new Answered(at, event(d), function(d), d.attempt(), kind, why(answer), retryAfter, permanent));
    }

    private static @Nullable String why(DeliveryResult answer) {
        return switch (answer) {
            case DeliveryResult.Done _ -> null;
            case DeliveryResult.Failed failed -> failed.why();
            case DeliveryResult.NoAnswer none -> none.why();
        };
    }

    void changesRead(String entity) {
        write(new ChangesRead(at(), node, entity));
    }

    void clockSampled() {
        Instant now = clock.now();
        long wall = now.getEpochSecond() * MICROS_PER_SECOND + now.getNano() / NANOS_PER_MICRO;
        write(new ClockSampled(at(), node, wall));
    }
}
