package tribunal.trial;

import static tribunal.trial.RecordedHistory.MS;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tribunal.history.History;
import tribunal.history.ThirdPartyEntry.EffectApplied;
import tribunal.history.ThirdPartyEntry.EffectRefused;
import tribunal.history.ThirdPartyEntry.EffectRequested;

/** Operators that change what third parties recorded. */
final class EffectMutations {
    private EffectMutations() {}

    /** Turns a repeated answer into a second effect. */
    static Optional<History> effectTwice(RecordedHistory r) {
        return r.all(EffectApplied.class)
                .filter(a -> !a.first() && r.request(a).kind().equals("approve"))
                .findFirst()
                .map(a -> r.changed(a, new EffectApplied(a.at(), a.request(), true, a.amount(), a.courier())));
    }

    static Optional<History> unrefunded(RecordedHistory r) {
        return refund(r).map(a -> r.changed(a, new EffectApplied(a.at(), a.request(), true, 0, null)));
    }

    /** The first refund for an order without a dead letter. */
    static Optional<EffectApplied> refund(RecordedHistory r) {
        return r.all(EffectApplied.class)
                .filter(a -> a.first() && a.amount() > 0 && r.request(a).kind().equals("refund"))
                .filter(a -> !r.hasDeadLetter(r.request(a).order()))
                .findFirst();
    }

    static Optional<History> overRefunded(RecordedHistory r) {
        return refund(r).map(a -> r.changed(a, new EffectApplied(a.at(), a.request(), true, a.amount() * 2, null)));
    }

    static Optional<History> secondCourier(RecordedHistory r) {
        return r.all(EffectApplied.class)
                .filter(a -> !a.first() && r.request(a).kind().equals("assign"))
                .findFirst()
                .map(a -> r.changed(a, new EffectApplied(a.at(), a.request(), true, 0, "courier-none")));
    }

    /** Records that the restaurant had declined a delivered order. */
    static Optional<History> wrongEnd(RecordedHistory r) {
        return applied(r, "approve", r.calmOrders("DELIVERED"))
                .map(a -> r.changed(a, new EffectRefused(a.at(), a.request())));
    }

    /** The first application of a kind for one of these orders. */
    static Optional<EffectApplied> applied(RecordedHistory r, String kind, Stream<String> orders) {
        List<String> ids = orders.toList();
        return r.all(EffectApplied.class)
                .filter(a -> a.first() && r.request(a).kind().equals(kind))
                .filter(a -> ids.contains(r.request(a).order()))
                .findFirst();
    }

    static Optional<History> askTwice(RecordedHistory r) {
        return r.deliveriesTo("NotifyCustomer")
                .findFirst()
                .flatMap(delivery -> r.all(EffectApplied.class)
                        .filter(a -> r.entriesOf(delivery).test(a))
                        .findFirst()
                        .map(a -> {
                            EffectRequested q = r.request(a);
                            long other = 1_000_000 + q.request();
                            return r.with(
                                    new EffectRequested(
                                            a.at() + MS,
                                            other,
                                            q.key(),
                                            q.kind(),
                                            q.order(),
                                            q.delivery(),
                                            q.amount(),
                                            q.subject()),
                                    new EffectApplied(a.at() + MS, other, false, a.amount(), a.courier()));
                        }));
    }
}
