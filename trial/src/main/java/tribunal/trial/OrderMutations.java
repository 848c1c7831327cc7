package tribunal.trial;

import static tribunal.trial.RecordedHistory.MS;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import tribunal.history.ClientEntry.Kind;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.DatabaseEntry.BoardRead;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.DatabaseEntry.EventAltered;
import tribunal.history.DatabaseEntry.EventRecorded;
import tribunal.history.History;

/** Operators that change the records of orders and their events, and the answers to their customers. */
final class OrderMutations {
    private OrderMutations() {}

    static Optional<History> dropEvent(RecordedHistory r) {
        return r.calmOrders("DELIVERED").findFirst().map(order -> {
            Committed last = r.versions(order).getLast();
            return r.without(r.entriesOfEvent(eventOf(r, last).event()));
        });
    }

    private static EventRecorded eventOf(RecordedHistory r, Committed version) {
        return r.all(EventRecorded.class)
                .filter(e -> e.order().equals(version.order()) && e.version() == version.version())
                .findFirst()
                .orElseThrow();
    }

    static Optional<History> split(RecordedHistory r) {
        return r.calmOrders("DELIVERED").findFirst().map(order -> {
            EventRecorded e = eventOf(r, r.versions(order).getLast());
            return r.changed(
                    e,
                    new EventRecorded(
                            e.at(), e.txn() + "9", e.event(), e.eventType(), e.ordinal(), e.order(), e.version()));
        });
    }

    static Optional<History> alter(RecordedHistory r) {
        return r.all(EventRecorded.class)
                .findFirst()
                .map(e -> r.with(new EventAltered(e.at() + MS, e.txn() + "9", e.event(), "UPDATE")));
    }

    /** Removes an acknowledged order, from its board too. */
    static Optional<History> lose(RecordedHistory r) {
        return r.calmOrders("DELIVERED")
                .filter(order -> r.isJudgedAlone(restaurant(r, order)))
                .findFirst()
                .map(order -> new RecordedHistory(r.without(r.entriesOfOrder(order)))
                        .changed(e -> e instanceof BoardRead b && b.restaurant().equals(restaurant(r, order))
                                ? counting(b, -1)
                                : e));
    }

    static Optional<History> early(RecordedHistory r) {
        return r.calmOrders()
                .flatMap(order -> answers(r, order, Kind.PLACE))
                .findFirst()
                .map(a -> {
                    OperationSent sent = r.all(OperationSent.class)
                            .filter(s -> s.operation().equals(a.operation()) && s.send() == a.send())
                            .findFirst()
                            .orElseThrow();
                    Committed first = r.versions(sent.order()).getFirst();
                    long before = first.at() - 50 * MS;
                    OperationAnswered earlyAnswer = new OperationAnswered(
                            before, a.operation(), a.send(), a.outcome(), a.version(), a.status(), a.reason());
                    OperationSent earlySend = new OperationSent(
                            before - MS,
                            sent.operation(),
                            sent.send(),
                            sent.kind(),
                            sent.order(),
                            sent.customer(),
                            sent.intended());
                    return r.changed(e -> e == a ? earlyAnswer : e == sent ? earlySend : e);
                });
    }

    private static Stream<OperationAnswered> answers(RecordedHistory r, String order, Kind kind) {
        List<String> operations = r.operations(order)
                .filter(s -> s.kind() == kind)
                .map(OperationSent::operation)
                .distinct()
                .toList();
        return r.all(OperationAnswered.class)
                .filter(a -> operations.contains(a.operation()) && a.outcome() == Outcome.ACKNOWLEDGED);
    }

    static Optional<History> refused(RecordedHistory r) {
        return r.all(OperationSent.class)
                .filter(s -> s.kind() == Kind.CANCEL)
                .map(OperationSent::order)
                .distinct()
                .flatMap(order -> answers(r, order, Kind.CANCEL))
                .findFirst()
                .map(acknowledged -> r.changed(e -> e instanceof OperationAnswered a
                                && a.operation().equals(acknowledged.operation())
                        ? new OperationAnswered(a.at(), a.operation(), a.send(), Outcome.REFUSED, 0, null, "TOO_LATE")
                        : e));
    }

    static Optional<History> dropCommit(RecordedHistory r) {
        return r.calmOrders("DELIVERED")
                .findFirst()
                .map(order -> r.without(r.versions(order).getLast()::equals));
    }

    static Optional<History> illegalStep(RecordedHistory r) {
        return r.calmOrders("DELIVERED").findFirst().map(order -> {
            Committed c = r.versions(order).get(3);
            return r.changed(
                    c,
                    new Committed(
                            c.at(),
                            c.txn(),
                            c.order(),
                            c.version(),
                            "DELIVERED",
                            c.status(),
                            c.restaurant(),
                            c.customer(),
                            c.total()));
        });
    }

    static Optional<History> wrongBoard(RecordedHistory r) {
        return r.all(BoardRead.class)
                .filter(b -> r.isJudgedAlone(b.restaurant()))
                .findFirst()
                .map(b -> r.changed(b, counting(b, 1)));
    }

    private static String restaurant(RecordedHistory r, String order) {
        return r.versions(order).getFirst().restaurant();
    }

    private static BoardRead counting(BoardRead b, long more) {
        SortedMap<String, Long> counts = new TreeMap<>(b.counts());
        counts.merge("DELIVERED", more, Long::sum);
        return new BoardRead(b.at(), b.restaurant(), b.revision(), counts);
    }

    static Optional<History> dropAnswer(RecordedHistory r) {
        return r.calmOrders()
                .flatMap(order -> answers(r, order, Kind.PLACE))
                .findFirst()
                .map(a -> r.without(a::equals));
    }

    static Optional<History> timedOut(RecordedHistory r) {
        return r.calmOrders()
                .flatMap(order -> answers(r, order, Kind.PLACE))
                .findFirst()
                .map(a -> r.changed(
                        a,
                        new OperationAnswered(
                                a.at(), a.operation(), a.send(), Outcome.INDETERMINATE, 0, null, "time-out")));
    }
}
