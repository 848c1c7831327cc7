package tribunal.verify;

import java.util.Optional;
import tribunal.history.ChannelEntry.Answer;
import tribunal.history.ChannelEntry.Answered;
import tribunal.history.ChannelEntry.AttemptEnded;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.DatabaseEntry.EventRecorded;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.history.DatabaseEntry.Settlement;
import tribunal.history.Entry;

/**
 * What is known of one delivery.
 *
 * @param recorded its event, if it was written to the log and its type is one for this function; a delivery without is a
 *     phantom
 */
record DeliveryEvidence(DeliveryId id, Optional<EventRecorded> recorded, Timeline timeline) {
    /** The function worked through it at least once, as original or as copy. */
    boolean worked() {
        return timeline.has(AttemptEnded.class, ended -> ended.ending() == Ending.DONE);
    }

    boolean settled(Settlement outcome) {
        return timeline.has(Settled.class, settled -> settled.outcome() == outcome);
    }

    boolean dead() {
        return settled(Settlement.DEAD);
    }

    boolean outstanding() {
        return recorded.isPresent() && !dead() && !(worked() && settled(Settlement.DONE));
    }

    /** Its first attempt was not the last word: no {@code DONE} came of it, or others followed. */
    boolean retried() {
        return timeline.all(HandedOver.class).count() > 1
                || timeline.first(Answered.class)
                        .filter(answered -> answered.answer() != Answer.DONE)
                        .isPresent();
    }

    /** How often the function began it, copies included. */
    long executions() {
        return timeline.all(AttemptStarted.class).count();
    }

    /** When something last happened to it, or was due to: its event's commit if nothing did. */
    long lastSign() {
        long seen = timeline.entries().stream().mapToLong(Entry::at).max().orElse(Long.MIN_VALUE);
        long due =
                timeline.all(HandedOver.class).mapToLong(HandedOver::due).max().orElse(Long.MIN_VALUE);
        long born = recorded.map(EventRecorded::at).orElse(Long.MIN_VALUE);
        return Math.max(born, Math.max(seen, due));
    }
}
