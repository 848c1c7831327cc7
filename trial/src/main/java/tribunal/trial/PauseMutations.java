package tribunal.trial;

import static tribunal.trial.RecordedHistory.MS;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tribunal.history.ChannelEntry.Answer;
import tribunal.history.ChannelEntry.Answered;
import tribunal.history.ChannelEntry.AttemptEnded;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.DatabaseEntry.Claimed;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.history.DatabaseEntry.Settlement;
import tribunal.history.DeliveryEntry;
import tribunal.history.HarnessEntry.FaultWindowClosed;
import tribunal.history.HarnessEntry.FaultWindowOpened;
import tribunal.history.HarnessEntry.NodeKilled;
import tribunal.history.HarnessEntry.NodePaused;
import tribunal.history.History;

/** Operators that change the times of attempts, and what functions asked for the next attempt. */
final class PauseMutations {
    /** Shorter than any pause after a second failure, and longer than the least gap. */
    private static final long SHORT = 110 * MS;

    private PauseMutations() {}

    static Optional<History> beforeDue(RecordedHistory r) {
        return firstHandOver(r, "CompleteDelivery").map(h -> r.changed(h, handedOver(h, h.at(), h.at() + 50 * MS)));
    }

    static Optional<History> rideSkipped(RecordedHistory r) {
        return r.deliveriesTo("CompleteDelivery")
                .findFirst()
                .flatMap(delivery -> handedOver(r, delivery.event().event(), delivery.function())
                        .findFirst()
                        .map(h -> r.changed(
                                h,
                                handedOver(
                                        h,
                                        delivery.event().at() + MS,
                                        delivery.event().at()))));
    }

    private static Optional<HandedOver> firstHandOver(RecordedHistory r, String function) {
        return r.deliveriesTo(function)
                .findFirst()
                .flatMap(delivery ->
                        handedOver(r, delivery.event().event(), function).findFirst());
    }

    private static HandedOver handedOver(HandedOver h, long at, long due) {
        return new HandedOver(
                at,
                h.event(),
                h.function(),
                h.attempt(),
                h.token(),
                h.node(),
                h.order(),
                h.eventType(),
                h.ordinal(),
                due);
    }

    private static Stream<HandedOver> handedOver(RecordedHistory r, String event, String function) {
        return r.all(HandedOver.class)
                .filter(h -> h.event().equals(event) && h.function().equals(function));
    }

    /** A failed attempt that was given back, and the next attempt of that delivery. */
    private record Retry(Answered failed, HandedOver next) {
        long gap() {
            return next.at() - failed.at();
        }
    }

    /** The retries whose failure was answered well within half a lease. */
    private static List<Retry> retries(RecordedHistory r) {
        List<Retry> retries = new ArrayList<>();
        r.all(HandedOver.class)
                .filter(next -> next.attempt() > 1)
                .forEach(next -> handedOver(r, next.event(), next.function())
                        .filter(earlier -> earlier.attempt() == next.attempt() - 1 && isGivenBack(r, earlier))
                        .flatMap(earlier -> failed(r, earlier).stream())
                        .filter(failed -> failed.at() < next.at())
                        .map(failed -> new Retry(failed, next))
                        .forEach(retries::add));
        return retries;
    }

    private static boolean isGivenBack(RecordedHistory r, HandedOver handed) {
        return r.all(Settled.class).anyMatch(s -> s.settledBy() == handed.token() && s.outcome() == Settlement.RETRY);
    }

    private static Optional<Answered> failed(RecordedHistory r, HandedOver handed) {
        return r.all(Answered.class)
                .filter(a -> a.event().equals(handed.event())
                        && a.function().equals(handed.function())
                        && a.attempt() == handed.attempt())
                .filter(a -> a.answer() == Answer.FAILED && a.at() - handed.at() < 1_000 * MS)
                .findFirst();
    }

    /** Moves the last attempt of a dead letter to an earlier time. */
    static Optional<History> shortPause(RecordedHistory r) {
        return retries(r).stream()
                .filter(retry -> retry.failed().attempt() > 1 && retry.gap() > 2 * SHORT)
                .filter(retry -> isLast(r, retry.next()) && isGivenUp(r, retry.next()))
                .filter(retry -> handedOver(
                                r, retry.next().event(), retry.next().function())
                        .filter(h -> h.attempt() == retry.failed().attempt())
                        .allMatch(h -> isInService(r, h)))
                .filter(retry -> isInService(r, retry.next()))
                .filter(retry -> r.all(Settled.class)
                        .anyMatch(s -> isOf(s, retry.next())
                                && s.at() >= retry.failed().at()
                                && s.at() < retry.failed().at() + SHORT / 2))
                .findFirst()
                .map(retry -> movedEarlier(r, retry));
    }

    private static boolean isLast(RecordedHistory r, HandedOver next) {
        return handedOver(r, next.event(), next.function())
                .reduce((_, later) -> later)
                .filter(next::equals)
                .isPresent();
    }

    private static boolean isGivenUp(RecordedHistory r, HandedOver last) {
        return r.all(Settled.class).anyMatch(s -> s.settledBy() == last.token() && s.outcome() == Settlement.DEAD);
    }

    private static boolean isOf(DeliveryEntry entry, HandedOver handed) {
        return entry.event().equals(handed.event()) && entry.function().equals(handed.function());
    }

    private static History movedEarlier(RecordedHistory r, Retry retry) {
        HandedOver next = retry.next();
        long by = retry.gap() - SHORT;
        long claimed = r.all(Claimed.class)
                .filter(c -> c.token() == next.token())
                .mapToLong(Claimed::at)
                .findFirst()
                .orElse(next.at());
        return r.changed(e -> e == next
                ? handedOver(next, next.at() - by, next.at() - by)
                : e instanceof DeliveryEntry o && isOf(o, next) && e.at() >= claimed
                        ? RecordedHistory.moved(e, -by)
                        : e);
    }

    static Optional<History> retryAfter(RecordedHistory r) {
        return answered(r, retry -> answered(retry.failed(), retry.gap() + 100 * MS, false));
    }

    static Optional<History> permanent(RecordedHistory r) {
        return answered(r, retry -> answered(retry.failed(), null, true));
    }

    private static Optional<History> answered(RecordedHistory r, Function<Retry, Answered> change) {
        return retries(r).stream().findFirst().map(retry -> r.changed(retry.failed(), change.apply(retry)));
    }

    private static Answered answered(Answered a, @Nullable Long retryAfter, boolean permanent) {
        return new Answered(a.at(), a.event(), a.function(), a.attempt(), a.answer(), a.why(), retryAfter, permanent);
    }

    /** Adds a claim of another node in the middle of a longer attempt, while nothing is out of service. */
    static Optional<History> leaseLapsed(RecordedHistory r) {
        List<AttemptEnded> ends = r.all(AttemptEnded.class).toList();
        return r.calmOrders()
                .flatMap(order -> r.all(HandedOver.class).filter(h -> h.order().equals(order)))
                .filter(h -> isInService(r, h))
                .flatMap(h -> r.all(AttemptStarted.class).filter(s -> isOf(s, h)))
                .filter(s -> ends.stream().noneMatch(e -> isEnd(e, s) && e.at() - s.at() < 4 * MS))
                .findFirst()
                .map(s -> r.with(new Claimed(s.at() + 2 * MS, s.event(), s.function(), Long.MAX_VALUE, "node-9", 2)));
    }

    /** Whether no fault window was open from well before the claim, and its node was never killed or paused. */
    private static boolean isInService(RecordedHistory r, HandedOver handed) {
        long from = handed.at() - 1_000 * MS;
        long to = handed.at() + 1_000 * MS;
        boolean fault = r.all(FaultWindowOpened.class)
                .anyMatch(o -> o.at() <= to
                        && r.all(FaultWindowClosed.class)
                                .noneMatch(c -> c.fault().equals(o.fault()) && c.at() > o.at() && c.at() < from));
        boolean stopped = Stream.concat(
                        r.all(NodeKilled.class).map(NodeKilled::node),
                        r.all(NodePaused.class).map(NodePaused::node))
                .anyMatch(handed.node()::equals);
        return !fault && !stopped;
    }

    private static boolean isEnd(AttemptEnded end, AttemptStarted started) {
        return end.event().equals(started.event()) && end.function().equals(started.function());
    }
}
