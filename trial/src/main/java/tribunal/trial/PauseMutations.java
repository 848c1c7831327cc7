package tribunal.trial;

import static tribunal.trial.RecordedHistory.MS;

import java.util.Objects;
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

    private static final long SECOND = 1_000 * MS;

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
                        .filter(failed -> isNext(r, failed, next))
                        .map(failed -> new Retry(failed, next)));
    }

    /** Whether the hand-over is the first after the failure. A redriven delivery can have two of the same attempt. */
    private static boolean isNext(RecordedHistory r, Answered failed, HandedOver next) {
        return failed.at() < next.at()
                && r.all(HandedOver.class)
                        .noneMatch(h -> isSame(h, next) && h.at() > failed.at() && h.at() < next.at());
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
                        && a.at() - handed.at() < SECOND);
    }

    /** Moves the last attempt of a dead letter to an earlier time. */
    static Optional<RecordedHistory> shortPause(RecordedHistory r) {
        return retries(r)
                .filter(retry -> retry.failed().attempt() > 1 && retry.gap() > 2 * SHORT)
                .filter(retry -> isLast(r, retry.next()) && isSettled(r, retry.next(), SettleOutcome.DEAD))
                .filter(retry ->
                        attempts(r, retry.next(), retry.failed().attempt()).allMatch(h -> isInService(r, h, SECOND)))
                .filter(retry -> isInService(r, retry.next(), SECOND))
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
                .flatMap(order -> r.all(HandedOver.class).filter(h -> h.entity().equals(order)))
                .filter(h -> isInService(r, h, SECOND))
                .flatMap(h -> r.all(AttemptStarted.class).filter(s -> isSame(s, h)))
                .filter(s -> r.all(AttemptEnded.class).noneMatch(e -> isSame(e, s) && e.at() - s.at() < 4 * MS))
                .findFirst()
                .map(s -> r.with(new Claimed(s.at() + 2 * MS, s.event(), s.function(), Long.MAX_VALUE, "node-9", 2)));
    }

    /** Moves an answer that came in time, and its settlement, to a second after the timeout. */
    static Optional<RecordedHistory> lateAnswer(RecordedHistory r) {
        long late = Objects.requireNonNull(r.limits().deliveryTimeout()).toNanos() + SECOND;
        return r.deliveriesTo("NotifyCustomer")
                .filter(h -> isInService(r, h, 2 * late))
                .findFirst()
                .map(h -> r.moved(
                        e -> (e instanceof Answered || e instanceof Settled)
                                && r.entriesOf(h).test(e),
                        late));
    }

    /** Allows one attempt at a time where a node ran two of one function. */
    static Optional<RecordedHistory> slotsExceeded(RecordedHistory r) {
        return r.all(HandedOver.class)
                .filter(h -> isInService(r, h, SECOND) && isJoined(r, h))
                .findFirst()
                .map(_ -> r.changed(
                        r.run(), json -> json.withObjectProperty("limits").put("concurrency", 1)));
    }

    /** Whether its node handed over another delivery of the function within a second, and before its answer. */
    private static boolean isJoined(RecordedHistory r, HandedOver handed) {
        long answered = r.first(Answered.class, a -> isSame(a, handed) && a.at() >= handed.at())
                .map(Entry::at)
                .orElse(Long.MAX_VALUE);
        long until = Math.min(answered, handed.at() + SECOND);
        return r.all(HandedOver.class)
                .anyMatch(h -> h.function().equals(handed.function())
                        && h.node().equals(handed.node())
                        && h.at() > handed.at()
                        && h.at() < until);
    }

    /** Whether no fault window was open within this time of the hand-over, and its node was never killed or paused. */
    private static boolean isInService(RecordedHistory r, HandedOver handed, long nanos) {
        return r.all(FaultWindowOpened.class)
                        .noneMatch(o -> o.at() <= handed.at() + nanos && !isClosed(r, o, handed.at() - nanos))
                && r.all(NodeKilled.class).noneMatch(k -> k.node().equals(handed.node()))
                && r.all(NodePaused.class).noneMatch(p -> p.node().equals(handed.node()));
    }

    private static boolean isClosed(RecordedHistory r, FaultWindowOpened window, long before) {
        return r.all(FaultWindowClosed.class)
                .anyMatch(c -> c.fault().equals(window.fault()) && c.at() > window.at() && c.at() < before);
    }
}
