package tribunal.trial;

import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tribunal.history.Entry;
import tribunal.history.History;
import tribunal.history.ThirdPartyEntry;
import tribunal.history.ThirdPartyEntry.EffectApplied;
import tribunal.history.ThirdPartyEntry.EffectRequested;

/** Operators that remove third-party requests that functions must make, or change what they ask for. */
final class ObligationMutations {
    private ObligationMutations() {}

    static Optional<History> oneNotification(RecordedHistory r) {
        return EffectMutations.applied(r, "notify", r.calmOrders())
                .map(a -> r.without(e -> e instanceof ThirdPartyEntry t && t.request() == a.request()));
    }

    static Optional<History> allNotifications(RecordedHistory r) {
        return Optional.of(r.without(isOf(r, "notify")));
    }

    static Optional<History> allAssignments(RecordedHistory r) {
        return r.calmOrders("DELIVERED")
                .findFirst()
                .map(_ -> r.without(
                        e -> e instanceof EffectApplied && isOf(r, "assign").test(e)));
    }

    private static Predicate<Entry> isOf(RecordedHistory r, String kind) {
        return e -> e instanceof ThirdPartyEntry t && r.request(t).kind().equals(kind);
    }

    static Optional<History> neverFirst(RecordedHistory r) {
        return EffectMutations.applied(r, "approve", r.calmOrders())
                .map(a -> r.changed(a, new EffectApplied(a.at(), a.request(), false, a.amount(), a.courier())));
    }

    static Optional<History> keyShared(RecordedHistory r) {
        return request(r, "approve")
                .flatMap(approve -> r.all(EffectRequested.class)
                        .filter(q ->
                                q.order().equals(approve.order()) && q.kind().equals("charge"))
                        .findFirst()
                        .map(charge -> r.changed(approve, asking(approve, charge.key(), approve.amount()))));
    }

    static Optional<History> halfTheAmount(RecordedHistory r) {
        return request(r, "charge").map(q -> r.changed(q, asking(q, q.key(), q.amount() / 2)));
    }

    private static Optional<EffectRequested> request(RecordedHistory r, String kind) {
        return EffectMutations.applied(r, kind, r.calmOrders("DELIVERED")).map(r::request);
    }

    private static EffectRequested asking(EffectRequested q, @Nullable String key, long amount) {
        return new EffectRequested(q.at(), q.request(), key, q.kind(), q.order(), q.delivery(), amount, q.subject());
    }
}
