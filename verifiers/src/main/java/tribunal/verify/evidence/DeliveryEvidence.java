package tribunal.verify.evidence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import tribunal.history.Entry;
import tribunal.verify.verdict.FindingText;

/**
 * What is known of one delivery.
 *
 * @param recorded its event, if it was written to the log and its type is one for this function; a delivery without is a
 *     phantom
 */
public record DeliveryEvidence(DeliveryId id, Optional<EventRecorded> recorded, DeliveryTimeline timeline) {
    DeliveryEvidence(DeliveryId id, Optional<EventRecorded> recorded) {
        this(id, recorded, new DeliveryTimeline());
    }

    /** The function worked through it at least once, as original or as copy. */
    public boolean worked() {
        return timeline.has(AttemptEnded.class, ended -> ended.ending() == Ending.DONE);
    }

    public boolean settled(Settlement outcome) {
        return timeline.has(Settled.class, settled -> settled.outcome() == outcome);
    }

    /** The first answer to this attempt after this hand-over; one of an earlier hand-over may have the same number. */
    public Optional<Answered> answer(HandedOver handed) {
        return timeline.first(Answered.class, a -> a.attempt() == handed.attempt() && a.at() >= handed.at());
    }

    /** Each time that it became a dead letter: once, unless it was redriven. */
    public List<Settled> givenUp() {
        return settled(Settlement.DEAD)
                ? timeline.all(Settled.class).stream()
                        .filter(s -> s.outcome() == Settlement.DEAD)
                        .toList()
                : List.of();
    }

    /** It was given up, and not taken up again since. */
    public boolean dead() {
        Optional<Settled> last = timeline.last(Settled.class);
        return last.isPresent()
                && last.get().outcome() == Settlement.DEAD
                && !timeline.has(Claimed.class, c -> c.at() > last.get().at());
    }

    /** Attempts that were done after a lease's length, and that nobody else had claimed meanwhile. */
    public long leasesRenewed(Duration lease) {
        long renewed = 0;
        for (HandedOver handed : timeline.all(HandedOver.class)) {
            boolean isLong = answer(handed)
                    .filter(answer -> answer.answer() == Answer.DONE && answer.at() - handed.at() > lease.toNanos())
                    .filter(answer -> !timeline.has(Claimed.class, c -> c.at() > handed.at() && c.at() < answer.at()))
                    .isPresent();
            renewed += isLong ? 1 : 0;
        }
        return renewed;
    }

    /** When it had been worked through and settled, or given up for the last time; empty if it is still to be done. */
    public Optional<Long> over() {
        if (outstanding()) {
            return Optional.empty();
        }
        Optional<AttemptEnded> worked = timeline.first(AttemptEnded.class, e -> e.ending() == Ending.DONE);
        return timeline.first(Settled.class, s -> s.outcome() == Settlement.DONE)
                .or(() -> timeline.last(Settled.class))
                .map(s -> Math.max(worked.map(AttemptEnded::at).orElse(Long.MIN_VALUE), s.at()));
    }

    /** {@code OrderPlaced of order 7f3a1b2c for ChargePayment}. */
    public String name() {
        return recorded.map(
                        e -> "%s of %s for %s".formatted(e.eventType(), FindingText.order(e.order()), id.function()))
                .orElseGet(() -> "event %s for %s".formatted(FindingText.shortId(id.event()), id.function()));
    }

    @Nullable
    public String order() {
        return recorded.map(EventRecorded::order).orElse(null);
    }

    /** All that is known of it, its event included. */
    public List<Entry> whole() {
        List<Entry> all = new ArrayList<>(timeline.entries());
        recorded.ifPresent(all::add);
        return all;
    }

    /** It is still to be done; asked of recorded ones alone. */
    public boolean outstanding() {
        return !(worked() && settled(Settlement.DONE)) && !dead();
    }

    /** Its first attempt was not the last word: no {@code DONE} came of it, or others followed. */
    public boolean retried() {
        return timeline.count(HandedOver.class) > 1
                || timeline.first(Answered.class)
                        .filter(answered -> answered.answer() != Answer.DONE)
                        .isPresent();
    }

    /** How often the function began it, copies included. */
    public long executions() {
        return timeline.count(AttemptStarted.class);
    }

    /** When something last happened to it, or was due to: its event's commit if nothing did. */
    public long lastSign() {
        long seen = timeline.entries().stream().mapToLong(Entry::at).max().orElse(Long.MIN_VALUE);
        long due = timeline.all(HandedOver.class).stream()
                .mapToLong(HandedOver::due)
                .max()
                .orElse(Long.MIN_VALUE);
        long born = recorded.map(EventRecorded::at).orElse(Long.MIN_VALUE);
        return Math.max(born, Math.max(seen, due));
    }
}
