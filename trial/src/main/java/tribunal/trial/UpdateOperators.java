package tribunal.trial;

import static tribunal.trial.Recording.MS;

import java.util.Optional;
import tribunal.history.ClientEntry.Kind;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.History;

/** Operators that change what subscribers saw. */
final class UpdateOperators {
    private UpdateOperators() {}

    static Optional<History> staleLast(Recording r) {
        return r.calmOrders("DELIVERED").findFirst().map(order -> {
            int last = r.versions(order).getLast().version();
            return r.without(e -> e instanceof UpdateReceived u && u.order().equals(order) && u.version() == last);
        });
    }

    static Optional<History> regression(Recording r) {
        return update(r)
                .map(u -> r.with(new UpdateReceived(u.at(), u.connection(), u.subscription(), u.order(), 2, "PAID")));
    }

    static Optional<History> phantomUpdate(Recording r) {
        return update(r)
                .map(u -> r.changed(
                        u,
                        new UpdateReceived(
                                u.at(), u.connection(), u.subscription(), u.order(), u.version(), "REJECTED")));
    }

    static Optional<History> prescient(Recording r) {
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

    private static Optional<UpdateReceived> update(Recording r) {
        return r.calmOrders("DELIVERED")
                .filter(order -> r.operations(order).noneMatch(s -> s.kind() == Kind.READ))
                .flatMap(order ->
                        r.all(UpdateReceived.class).filter(u -> u.order().equals(order) && u.version() == 3))
                .findFirst();
    }
}
