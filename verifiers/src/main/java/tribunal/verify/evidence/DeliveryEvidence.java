package tribunal.verify.evidence;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tribunal.history.ChannelEntry.Answer;
import tribunal.history.ChannelEntry.Answered;
import tribunal.history.ChannelEntry.AttemptEnded;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.DatabaseEntry.Claimed;
import tribunal.history.DatabaseEntry.EventRecorded;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.history.DatabaseEntry.Settlement;
import tribunal.history.DeliveryId;
import tribunal.history.Entry;
import tribunal.verify.verdict.FindingText;

/**
 * The evidence on one delivery.
 *
 * @param recorded its event, if it was written to the log and the model assigns its type to this function. A delivery
 *     without a recorded event is a phantom
 */
public record DeliveryEvidence(DeliveryId id, Optional<EventRecorded> recorded, DeliveryTimeline timeline) {
    DeliveryEvidence(DeliveryId id, Optional<EventRecorded> recorded) {
        this(id, recorded, new DeliveryTimeline());
    }

    /** The first time that the function completed it, as original or as duplicate. */
    public Optional<AttemptEnded> completion() {
        return timeline.first(AttemptEnded.class, ended -> ended.ending() == Ending.DONE);
    }

    public boolean isCompleted() {
        return completion().isPresent();
    }

    public boolean settled(Settlement outcome) {
        return timeline.has(Settled.class, settled -> settled.outcome() == outcome);
    }

    /** The first answer after this hand-over; an attempt of an earlier hand-over may have the same number. */
    public Optional<Answered> answer(HandedOver handed) {
        return timeline.first(Answered.class, a -> a.attempt() == handed.attempt() && a.at() >= handed.at());
    }

    /** The entries that made it a dead letter: at most one, unless it was redriven. */
    public List<Settled> deadLetterings() {
        return settled(Settlement.DEAD)
                ? timeline.all(Settled.class).stream()
                        .filter(s -> s.outcome() == Settlement.DEAD)
                        .toList()
                : List.of();
    }

    /** Whether it is a dead letter that has not been claimed again. */
    public boolean dead() {
        Optional<Settled> last = timeline.last(Settled.class);
        return last.isPresent()
                && last.get().outcome() == Settlement.DEAD
                && !timeline.has(Claimed.class, c -> c.at() > last.get().at());
    }

    /** How many attempts were done after longer than a lease, without another claim in between. */
    public long leasesRenewed(Duration lease) {
        long renewed = 0;
        for (HandedOver handed : timeline.all(HandedOver.class)) {
            boolean isRenewed = answer(handed)
                    .filter(answer -> answer.answer() == Answer.DONE && answer.at() - handed.at() > lease.toNanos())
                    .filter(answer -> !timeline.has(Claimed.class, c -> c.at() > handed.at() && c.at() < answer.at()))
                    .isPresent();
            renewed += isRenewed ? 1 : 0;
        }
        return renewed;
    }

    /** When it was completed and settled, or last became a dead letter, in nanoseconds; empty if outstanding. */
    public Optional<Long> finishedAt() {
        if (outstanding()) {
            return Optional.empty();
        }
        return timeline.first(Settled.class, s -> s.outcome() == Settlement.DONE)
                .or(() -> timeline.last(Settled.class))
                .map(s -> Math.max(completion().map(AttemptEnded::at).orElse(Long.MIN_VALUE), s.at()));
    }

    /** Describes it: {@code OrderPlaced of order 7f3a1b2c for ChargePayment}. */
    public String description() {
        return recorded.map(event ->
                        "%s of %s for %s".formatted(event.eventType(), FindingText.order(event.order()), id.function()))
                .orElseGet(() -> "event %s for %s".formatted(FindingText.shortId(id.event()), id.function()));
    }

    @Nullable
    public String order() {
        return recorded.map(EventRecorded::order).orElse(null);
    }

    /** All entries that concern it, including its event. */
    public List<Entry> allEntries() {
        return withEvent(timeline.entries());
    }

    /** These entries and its event, if that was recorded. */
    public List<Entry> withEvent(List<? extends Entry> entries) {
        return Stream.<Entry>concat(entries.stream(), recorded.stream()).toList();
    }

    /** Whether it still has to be completed or settled. Meaningful only for deliveries with a recorded event. */
    public boolean outstanding() {
        return !(isCompleted() && settled(Settlement.DONE)) && !dead();
    }

    /** Whether its first attempt did not end in {@code DONE}, or other attempts followed. */
    public boolean retried() {
        return timeline.count(HandedOver.class) > 1
                || timeline.first(Answered.class)
                        .filter(answered -> answered.answer() != Answer.DONE)
                        .isPresent();
    }

    /** How often the function began it, including duplicates. */
    public long executions() {
        return timeline.count(AttemptStarted.class);
    }

    /** Time of its latest entry or due time; the commit of its event if there is no entry. */
    public long lastActivity() {
        long latestEntry =
                timeline.entries().stream().mapToLong(Entry::at).max().orElse(Long.MIN_VALUE);
        long latestDue = timeline.all(HandedOver.class).stream()
                .mapToLong(HandedOver::due)
                .max()
                .orElse(Long.MIN_VALUE);
        long committed = recorded.map(EventRecorded::at).orElse(Long.MIN_VALUE);
        return Math.max(committed, Math.max(latestEntry, latestDue));
    }

    /** The first missing step at this time, with the reason of the last answer if it has one. */
    public String progressAt(long time) {
        return missingStep(time)
                + timeline.all(Answered.class).stream()
                        .filter(a -> a.at() <= time)
                        .reduce((_, later) -> later)
                        .flatMap(a -> Optional.ofNullable(a.why()))
                        .map(why -> ", last answer: " + why)
                        .orElse("");
    }

    /**
     * The first missing step: {@code never claimed}, {@code never started}, {@code never finished} or
     * {@code never acked}.
     */
    public String missingStep(long time) {
        if (!hasUntil(time, Claimed.class) && !hasUntil(time, HandedOver.class)) {
            return "never claimed";
        }
        if (!hasUntil(time, AttemptStarted.class)) {
            return "never started";
        }
        return completion().filter(e -> e.at() <= time).isPresent() ? "never acked" : "never finished";
    }

    private boolean hasUntil(long time, Class<? extends Entry> kind) {
        return timeline.has(kind, e -> e.at() <= time);
    }
}
