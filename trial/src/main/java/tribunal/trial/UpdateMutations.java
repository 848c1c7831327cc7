package tribunal.trial;

import static tribunal.trial.RecordedHistory.MS;

import java.util.Optional;
import tribunal.history.ChannelEntry.ChangesRead;
import tribunal.history.ClientEntry.Kind;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.History;

/** Operators that change the frames that subscribers saw. */
final class UpdateMutations {
    private UpdateMutations() {}

    static Optional<History> staleLast(RecordedHistory r) {
        return r.calmOrders("DELIVERED").findFirst().map(order -> {
            int last = r.versions(order).getLast().version();
            return r.without(e -> e instanceof UpdateReceived u && u.order().equals(order) && u.version() == last);
        });
    }

    /** Moves all frames that show an order's last version by 300 ms. */
    static Optional<History> late(RecordedHistory r) {
        return r.calmOrders("DELIVERED")
                .filter(order -> r.isUndisturbed(r.versions(order).getLast().at()))
                .filter(order -> r.all(UpdateReceived.class)
                        .anyMatch(u -> isOfLast(r, order, u)
                                && u.at() - r.versions(order).getLast().at() < 50 * MS))
                .findFirst()
                .map(order -> r.changed(e -> e instanceof UpdateReceived u && isOfLast(r, order, u)
                        ? RecordedHistory.moved(e, 300 * MS)
                        : e));
    }

    private static boolean isOfLast(RecordedHistory r, String order, UpdateReceived u) {
        return u.order().equals(order)
                && u.version() == r.versions(order).getLast().version();
    }

    /** Adds a read at the end for a customer that never existed. */
    static Optional<History> readForNobody(RecordedHistory r) {
        long end = r.end() + r.run().limits().forgottenAfter().toNanos();
        return Optional.of(r.with(new ChangesRead(end, "node-1", "customer:nobody")));
    }

    static Optional<History> regression(RecordedHistory r) {
        return update(r)
                .map(u -> r.with(new UpdateReceived(u.at(), u.connection(), u.subscription(), u.order(), 2, "PAID")));
    }

    static Optional<History> phantomUpdate(RecordedHistory r) {
        return update(r)
                .map(u -> r.changed(
                        u,
                        new UpdateReceived(
                                u.at(), u.connection(), u.subscription(), u.order(), u.version(), "REJECTED")));
    }

    static Optional<History> prescient(RecordedHistory r) {
        return update(r).map(u -> {
            Committed third = r.versions(u.order()).get(2);
            return r.changed(
                    u,
                    new UpdateReceived(
                            third.at() - 50 * MS,
                            u.connection(),
                            u.subscription(),
                            u.order(),
                            u.version(),
                            u.status()));
        });
    }

    private static Optional<UpdateReceived> update(RecordedHistory r) {
        return r.calmOrders("DELIVERED")
                .filter(order -> r.operations(order).noneMatch(s -> s.kind() == Kind.READ))
                .flatMap(order ->
                        r.all(UpdateReceived.class).filter(u -> u.order().equals(order) && u.version() == 3))
                .findFirst();
    }
}
