package tribunal.trial;

import static tribunal.trial.RecordedHistory.MS;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tribunal.history.ChannelEntry.Answer;
import tribunal.history.ChannelEntry.Answered;
import tribunal.history.ChannelEntry.AttemptEnded;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.DatabaseEntry.Claimed;
import tribunal.history.DatabaseEntry.SettleOutcome;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.history.DeliveryEntry;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry.FaultWindowClosed;
import tribunal.history.HarnessEntry.FaultWindowOpened;
import tribunal.history.HarnessEntry.NodeKilled;
import tribunal.history.HarnessEntry.NodePaused;

/** Operators that change the times of attempts, and what functions asked for the next attempt. */
final class PauseMutations {
    /** Shorter than any pause after a second failure, and longer than the least gap. */
    private static final long SHORT = 110 * MS;

    private PauseMutations() {}

    static Optional<RecordedHistory> beforeDue(RecordedHistory r) {
        return r.deliveriesTo("CompleteDelivery")
                .findFirst()
                .map(h -> r.changed(h, json -> json.put("due", h.at() + 50 * MS)));
    }

    static Optional<RecordedHistory> rideSkipped(RecordedHistory r) {
        return r.deliveriesTo("CompleteDelivery").findFirst().map(h -> {
            long recorded = r.recordedAt(h);
            return r.changed(h, json -> json.put("at", recorded + MS).put("due", recorded));
        });
    }

    /** A failed attempt that was given back, and the next attempt of that delivery. */
    private record Retry(Answered failed, HandedOver next) {
        long gap() {
            return next.at() - failed.at();
        }
    }

    /** The retries whose failure was answered well within half a lease. */
    private static Stream<Retry> retries(RecordedHistory r) {
        return r.all(HandedOver.class)
                .filter(next -> next.attempt() > 1)
                .flatMap(next -> attempts(r, next, next.attempt() - 1)
                        .filter(earlier -> isSettled(r, earlier, SettleOutcome.RETRY))
                        .flatMap(earlier -> failed(r, earlier).stream())
                        .filter(failed -> failed.at() < next.at())
                        .map(failed -> new Retry(failed, next)));
    }

    /** The hand-overs of one attempt of a delivery. */
    private static Stream<HandedOver> attempts(RecordedHistory r, DeliveryEntry delivery, int attempt) {
        return r.all(HandedOver.class).filter(h -> isSame(h, delivery) && h.attempt() == attempt);
    }

    private static boolean isSame(DeliveryEntry entry, DeliveryEntry other) {
        return entry.event().equals(other.event()) && entry.function().equals(other.function());
    }

    private static boolean isSettled(RecordedHistory r, HandedOver handed, SettleOutcome outcome) {
        return r.all(Settled.class).anyMatch(s -> s.settledBy() == handed.token() && s.outcome() == outcome);
    }

    private static Optional<Answered> failed(RecordedHistory r, HandedOver handed) {
        return r.first(
                Answered.class,
                a -> isSame(a, handed)
                        && a.attempt() == handed.attempt()
                        && a.answer() == Answer.FAILED
                        && a.at() - handed.at() < 1_000 * MS);
    }

    /** Moves the last attempt of a dead letter to an earlier time. */
    static Optional<RecordedHistory> shortPause(RecordedHistory r) {
        return retries(r)
                .filter(retry -> retry.failed().attempt() > 1 && retry.gap() > 2 * SHORT)
                .filter(retry -> isLast(r, retry.next()) && isSettled(r, retry.next(), SettleOutcome.DEAD))
                .filter(retry ->
                        attempts(r, retry.next(), retry.failed().attempt()).allMatch(h -> isInService(r, h)))
                .filter(retry -> isInService(r, retry.next()))
                .filter(retry -> r.all(Settled.class)
                        .anyMatch(s -> isSame(s, retry.next())
                                && s.at() >= retry.failed().at()
                                && s.at() < retry.failed().at() + SHORT / 2))
                .findFirst()
                .map(retry -> movedEarlier(r, retry));
    }

    private static boolean isLast(RecordedHistory r, HandedOver next) {
        return r.all(HandedOver.class)
                .filter(h -> isSame(h, next))
                .reduce((_, later) -> later)
                .filter(next::equals)
                .isPresent();
    }

    private static RecordedHistory movedEarlier(RecordedHistory r, Retry retry) {
        HandedOver next = retry.next();
        long by = retry.gap() - SHORT;
        long claimed = r.first(Claimed.class, c -> c.token() == next.token())
                .map(Claimed::at)
                .orElse(next.at());
        Predicate<Entry> isAttempt = e -> e instanceof DeliveryEntry d && isSame(d, next) && e.at() >= claimed;
        return r.changed(next, json -> json.put("due", next.at() - by)).moved(isAttempt, -by);
    }

    static Optional<RecordedHistory> retryAfter(RecordedHistory r) {
        return retries(r)
                .findFirst()
                .map(retry -> r.changed(
                        retry.failed(),
                        json -> json.put("retryAfter", retry.gap() + 100 * MS).put("permanent", false)));
    }

    static Optional<RecordedHistory> permanent(RecordedHistory r) {
        return retries(r)
                .findFirst()
                .map(retry -> r.changed(
                        retry.failed(), json -> json.putNull("retryAfter").put("permanent", true)));
    }

    /** Adds a claim of another node in the middle of a longer attempt, while nothing is out of service. */
    static Optional<RecordedHistory> leaseLapsed(RecordedHistory r) {
        return r.calmOrders()
                .flatMap(order -> r.all(HandedOver.class).filter(h -> h.order().equals(order)))
                .filter(h -> isInService(r, h))
                .flatMap(h -> r.all(AttemptStarted.class).filter(s -> isSame(s, h)))
                .filter(s -> r.all(AttemptEnded.class).noneMatch(e -> isSame(e, s) && e.at() - s.at() < 4 * MS))
                .findFirst()
                .map(s -> r.with(new Claimed(s.at() + 2 * MS, s.event(), s.function(), Long.MAX_VALUE, "node-9", 2)));
    }

    /** Whether no fault window was open within 1 s of the hand-over, and its node was never killed or paused. */
    private static boolean isInService(RecordedHistory r, HandedOver handed) {
        return r.all(FaultWindowOpened.class)
                        .noneMatch(o -> o.at() <= handed.at() + 1_000 * MS && !isClosed(r, o, handed.at() - 1_000 * MS))
                && r.all(NodeKilled.class).noneMatch(k -> k.node().equals(handed.node()))
                && r.all(NodePaused.class).noneMatch(p -> p.node().equals(handed.node()));
    }

    private static boolean isClosed(RecordedHistory r, FaultWindowOpened window, long before) {
        return r.all(FaultWindowClosed.class)
                .anyMatch(c -> c.fault().equals(window.fault()) && c.at() > window.at() && c.at() < before);
    }
}
