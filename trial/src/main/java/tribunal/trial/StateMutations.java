package tribunal.trial;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.DatabaseEntry.BoardRead;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.DatabaseEntry.EventRecorded;
import tribunal.history.Entry;
import tribunal.history.History;
import tribunal.history.ThirdPartyEntry;

/** Operators that change the states of orders: versions, attributes, and what had happened before. */
final class StateMutations {
    private StateMutations() {}

    /** Skips a number in the last version of an order, wherever it is recorded. */
    static Optional<History> versionSkipped(RecordedHistory r) {
        return r.calmOrders("DELIVERED").findFirst().map(order -> {
            Committed last = r.versions(order).getLast();
            return r.changed(e -> switch (e) {
                case Committed c when c.equals(last) -> versioned(c, c.restaurant(), c.version() + 1);
                case EventRecorded v
                when v.order().equals(order) && v.version() == last.version() ->
                    new EventRecorded(
                            v.at(), v.txn(), v.event(), v.eventType(), v.ordinal(), v.order(), v.version() + 1);
                case UpdateReceived u
                when u.order().equals(order) && u.version() == last.version() ->
                    new UpdateReceived(
                            u.at(),
                            u.connection(),
                            u.subscription(),
                            u.order(),
                            u.version() + 1,
                            u.status(),
                            u.total());
                case OperationAnswered a
                when answers(r, a, order) && a.version() == last.version() ->
                    new OperationAnswered(
                            a.at(),
                            a.operation(),
                            a.send(),
                            a.outcome(),
                            a.version() + 1,
                            a.status(),
                            a.reason(),
                            a.total());
                default -> e;
            });
        });
    }

    private static boolean answers(RecordedHistory r, OperationAnswered answer, String order) {
        return r.operations(order).anyMatch(s -> s.operation().equals(answer.operation()));
    }

    private static Committed versioned(Committed c, String restaurant, int version) {
        return new Committed(
                c.at(), c.txn(), c.order(), version, c.from(), c.status(), restaurant, c.customer(), c.total());
    }

    static Optional<History> attributeChanged(RecordedHistory r) {
        return r.calmOrders("DELIVERED")
                .map(order -> r.versions(order).get(1))
                .filter(c -> r.isJudgedAlone(c.restaurant()))
                .findFirst()
                .map(c -> r.changed(c, versioned(c, "restaurant-none", c.version())));
    }

    /** Dates the approval after everything else that happened to the order. */
    static Optional<History> approvedLater(RecordedHistory r) {
        return EffectMutations.applied(r, "approve", r.calmOrders("DELIVERED")).map(a -> {
            long delay = r.end() - a.at();
            return r.changed(e ->
                    e instanceof ThirdPartyEntry t && t.request() == a.request() ? RecordedHistory.moved(e, delay) : e);
        });
    }

    /** Leaves an order as it was before its refund, on its board too. */
    static Optional<History> refundUnrecorded(RecordedHistory r) {
        return r.calmOrders("REFUNDED")
                .map(r::versions)
                .filter(versions -> r.all(OperationAnswered.class)
                        .noneMatch(a -> answers(r, a, versions.getFirst().order())
                                && a.version() == versions.getLast().version()))
                .filter(versions -> r.isJudgedAlone(versions.getFirst().restaurant()))
                .findFirst()
                .map(versions -> withoutLast(r, versions));
    }

    private static History withoutLast(RecordedHistory r, List<Committed> versions) {
        Committed last = versions.getLast();
        String event = r.all(EventRecorded.class)
                .filter(e -> e.order().equals(last.order()) && e.version() == last.version())
                .findFirst()
                .orElseThrow()
                .event();
        Committed before = versions.get(versions.size() - 2);
        return new RecordedHistory(
                        r.without(e -> e.equals(last) || r.entriesOfEvent(event).test(e)))
                .changed(e -> switch (e) {
                    case BoardRead b when b.restaurant().equals(last.restaurant()) -> before(b, last);
                    case UpdateReceived u
                    when shows(u, last) ->
                        new UpdateReceived(
                                u.at(),
                                u.connection(),
                                u.subscription(),
                                u.order(),
                                before.version(),
                                before.status(),
                                u.total());
                    default -> e;
                });
    }

    private static boolean shows(Entry e, Committed version) {
        return e instanceof UpdateReceived u && u.order().equals(version.order()) && u.version() == version.version();
    }

    private static BoardRead before(BoardRead b, Committed last) {
        SortedMap<String, Long> counts = new TreeMap<>(b.counts());
        counts.merge(last.status(), -1L, Long::sum);
        counts.merge(String.valueOf(last.from()), 1L, Long::sum);
        return new BoardRead(b.at(), b.restaurant(), b.revision(), counts);
    }
}
