package tribunal.verify.evidence;

import java.util.Optional;
import tribunal.history.ChannelEntry.Answered;
import tribunal.history.ChannelEntry.AttemptEnded;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.DatabaseEntry.Claimed;
import tribunal.history.Entry;

/** Determines how far a delivery came through its steps: recorded, claimed, started, finished, acked. */
public final class DeliveryProgress {
    private DeliveryProgress() {}

    /** The first step that is missing at this time, with the reason of the last answer if it has one. */
    public static String at(DeliveryEvidence delivery, long time) {
        return missing(delivery, time)
                + lastFailure(delivery, time)
                        .map(why -> ", last answer: " + why)
                        .orElse("");
    }

    /**
     * The first missing step: {@code never claimed}, {@code never started}, {@code never finished} or
     * {@code never acked}.
     */
    public static String missing(DeliveryEvidence delivery, long time) {
        if (!has(delivery, Claimed.class, time) && !has(delivery, HandedOver.class, time)) {
            return "never claimed";
        }
        if (!has(delivery, AttemptStarted.class, time)) {
            return "never started";
        }
        boolean finished =
                delivery.timeline().has(AttemptEnded.class, e -> e.at() <= time && e.ending() == Ending.DONE);
        return finished ? "never acked" : "never finished";
    }

    private static <E extends Entry> boolean has(DeliveryEvidence delivery, Class<E> kind, long time) {
        return delivery.timeline().has(kind, e -> e.at() <= time);
    }

    private static Optional<String> lastFailure(DeliveryEvidence delivery, long time) {
        return delivery.timeline().all(Answered.class).stream()
                .filter(a -> a.at() <= time)
                .reduce((_, later) -> later)
                .flatMap(a -> Optional.ofNullable(a.why()));
    }
}
