package tribunal.trial;

import static tribunal.trial.RecordedHistory.MS;
import static tribunal.trial.RecordedHistory.count;
import static tribunal.trial.RecordedHistory.set;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.DatabaseEntry.EventAltered;
import tribunal.history.DatabaseEntry.EventRecorded;
import tribunal.history.DatabaseEntry.ViewRead;
import tribunal.history.Entry;

/** Operators that change the records of orders: their versions, their events, and their boards. */
final class OrderMutations {
    private OrderMutations() {}

    static Optional<RecordedHistory> dropEvent(RecordedHistory r) {
        return r.delivered().map(last -> r.without(r.entriesOf(r.eventOf(last))));
    }

    static Optional<RecordedHistory> split(RecordedHistory r) {
        return r.delivered().map(r::eventOf).map(e -> r.changed(e, json -> json.put("txn", e.txn() + "9")));
    }

    static Optional<RecordedHistory> alter(RecordedHistory r) {
        return r.all(EventRecorded.class)
                .findFirst()
                .map(e -> r.with(new EventAltered(e.at() + MS, e.txn() + "9", e.event(), "UPDATE")));
    }

    /** Removes an acknowledged order, from its board too. */
    static Optional<RecordedHistory> lose(RecordedHistory r) {
        return r.calmEnds("DELIVERED")
                .filter(last -> r.isJudgedAlone(restaurant(last)))
                .findFirst()
                .map(last -> r.without(r.entriesOfOrder(last.entity()))
                        .changed(board(restaurant(last)), json -> count(json, "DELIVERED", -1)));
    }

    private static String restaurant(Committed version) {
        return Objects.requireNonNull(version.attributes().get("restaurant"));
    }

    private static Predicate<Entry> board(String restaurant) {
        return e -> e instanceof ViewRead b && b.key().equals(restaurant);
    }

    static Optional<RecordedHistory> wrongBoard(RecordedHistory r) {
        return r.first(ViewRead.class, b -> r.isJudgedAlone(b.key()))
                .map(b -> r.changed(b, json -> count(json, "DELIVERED", 1)));
    }

    static Optional<RecordedHistory> dropCommit(RecordedHistory r) {
        return r.delivered().map(last -> r.without(last::equals));
    }

    static Optional<RecordedHistory> illegalStep(RecordedHistory r) {
        return r.delivered()
                .map(last -> r.versions(last.entity()).get(3))
                .map(c -> r.changed(c, json -> json.put("from", "DELIVERED")));
    }

    /** Skips a number in the last version of an order, wherever it is recorded. */
    static Optional<RecordedHistory> versionSkipped(RecordedHistory r) {
        return r.delivered()
                .map(last -> r.changed(e -> r.isAbout(e, last), json -> json.put("version", last.version() + 1)));
    }

    static Optional<RecordedHistory> attributeChanged(RecordedHistory r) {
        return r.calmEnds("DELIVERED")
                .map(last -> r.versions(last.entity()).get(1))
                .filter(c -> r.isJudgedAlone(restaurant(c)))
                .findFirst()
                .map(c -> r.changed(c, json -> set(json, "attributes", "restaurant", "restaurant-none")));
    }

    /** Leaves an order as it was before its refund, on its board too. */
    static Optional<RecordedHistory> refundUnrecorded(RecordedHistory r) {
        return r.calmEnds("REFUNDED")
                .filter(last -> r.all(OperationAnswered.class).noneMatch(a -> r.isAbout(a, last)))
                .filter(last -> r.isJudgedAlone(restaurant(last)))
                .findFirst()
                .map(last -> withoutLast(r, last));
    }

    private static RecordedHistory withoutLast(RecordedHistory r, Committed last) {
        Committed before = r.versions(last.entity()).get(last.version() - 2);
        Predicate<Entry> ofEvent = r.entriesOf(r.eventOf(last));
        return r.changed(
                        e -> e instanceof UpdateReceived && r.isAbout(e, last),
                        json -> json.put("version", before.version()).put("state", before.state()))
                .changed(board(restaurant(last)), json -> {
                    count(json, last.state(), -1);
                    count(json, before.state(), 1);
                })
                .without(e -> e.equals(last) || ofEvent.test(e));
    }
}
