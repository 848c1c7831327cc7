package tribunal.trial;

import static java.util.stream.Collectors.toSet;
import static tribunal.trial.RecordedHistory.MS;
import static tribunal.trial.RecordedHistory.copy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.Entry;
import tribunal.history.ThirdPartyEntry;
import tribunal.history.ThirdPartyEntry.EffectApplied;
import tribunal.history.ThirdPartyEntry.EffectRefused;
import tribunal.history.ThirdPartyEntry.EffectRequested;

/** Operators that change what third parties recorded: requests and effects. */
final class EffectMutations {
    private EffectMutations() {}

    private static Optional<EffectApplied> repeated(RecordedHistory r, String kind) {
        return r.first(EffectApplied.class, a -> !a.first() && isOf(r, kind).test(a));
    }

    private static Predicate<Entry> isOf(RecordedHistory r, String kind) {
        return e -> e instanceof ThirdPartyEntry t && r.request(t).kind().equals(kind);
    }

    /** The first application of a kind for one of these orders. */
    private static Optional<EffectApplied> applied(RecordedHistory r, String kind, Stream<String> orders) {
        List<String> ids = orders.toList();
        return r.all(EffectApplied.class)
                .filter(a -> a.first() && isOf(r, kind).test(a))
                .filter(a -> ids.contains(r.request(a).entity()))
                .findFirst();
    }

    /** The first application of a kind for a calm order that was delivered. */
    private static Optional<EffectApplied> applied(RecordedHistory r, String kind) {
        return applied(r, kind, r.calmEnds("DELIVERED").map(Committed::entity));
    }

    private static Predicate<Entry> entriesOf(EffectApplied effect) {
        return e -> e instanceof ThirdPartyEntry t && t.request() == effect.request();
    }

    /** Turns a repeated answer into a second effect. */
    static Optional<RecordedHistory> effectTwice(RecordedHistory r) {
        return repeated(r, "approve").map(a -> r.changed(a, json -> json.put("first", true)));
    }

    static Optional<RecordedHistory> secondCourier(RecordedHistory r) {
        return repeated(r, "assign")
                .map(a -> r.changed(a, json -> json.put("first", true).put("resource", "courier-none")));
    }

    /** The first refund for an order without a dead letter. */
    private static Optional<EffectApplied> refund(RecordedHistory r) {
        return r.all(EffectApplied.class)
                .filter(a -> a.first() && a.quantity() > 0 && isOf(r, "refund").test(a))
                .filter(a -> !r.hasDeadLetter(r.request(a).entity()))
                .findFirst();
    }

    static Optional<RecordedHistory> unrefunded(RecordedHistory r) {
        return refund(r).map(a -> r.changed(a, json -> json.put("quantity", 0)));
    }

    static Optional<RecordedHistory> overRefunded(RecordedHistory r) {
        return refund(r).map(a -> r.changed(a, json -> json.put("quantity", a.quantity() * 2)));
    }

    /** Records that the restaurant had declined a delivered order. */
    static Optional<RecordedHistory> wrongEnd(RecordedHistory r) {
        return applied(r, "approve").map(a -> r.replaced(a::equals, _ -> new EffectRefused(a.at(), a.request())));
    }

    /** Dates the approval after everything else that happened to the order. */
    static Optional<RecordedHistory> approvedLater(RecordedHistory r) {
        return applied(r, "approve").map(a -> r.moved(entriesOf(a), r.end() - a.at()));
    }

    static Optional<RecordedHistory> askTwice(RecordedHistory r) {
        return r.deliveriesTo("NotifyCustomer")
                .findFirst()
                .flatMap(h -> r.first(EffectApplied.class, r.entriesOf(h)::test))
                .map(a -> r.with(
                        copy(r.request(a), json -> json.put("at", a.at() + MS).put("request", another(a))),
                        new EffectApplied(a.at() + MS, another(a), false, a.quantity(), a.resource())));
    }

    private static long another(EffectApplied effect) {
        return 1_000_000 + effect.request();
    }

    static Optional<RecordedHistory> oneNotification(RecordedHistory r) {
        return applied(r, "notify", r.calmOrders()).map(a -> r.without(entriesOf(a)));
    }

    static Optional<RecordedHistory> allNotifications(RecordedHistory r) {
        return Optional.of(r.without(isOf(r, "notify")));
    }

    static Optional<RecordedHistory> allAssignments(RecordedHistory r) {
        return r.delivered()
                .map(_ -> r.without(
                        e -> e instanceof EffectApplied && isOf(r, "assign").test(e)));
    }

    /** Concerns an order that became approved: one that was cancelled before needs no approval. */
    static Optional<RecordedHistory> neverFirst(RecordedHistory r) {
        Set<String> approved = r.all(Committed.class)
                .filter(c -> c.state().equals("APPROVED"))
                .map(Committed::entity)
                .collect(toSet());
        return applied(r, "approve", r.calmOrders().filter(approved::contains))
                .map(a -> r.changed(a, json -> json.put("first", false)));
    }

    static Optional<RecordedHistory> keyShared(RecordedHistory r) {
        return applied(r, "approve")
                .map(r::request)
                .flatMap(approve -> r.first(
                                EffectRequested.class,
                                q -> q.entity().equals(approve.entity())
                                        && q.kind().equals("charge"))
                        .map(charge -> r.changed(approve, json -> json.put("key", charge.key()))));
    }

    static Optional<RecordedHistory> halfTheAmount(RecordedHistory r) {
        return applied(r, "charge")
                .map(r::request)
                .map(q -> r.changed(q, json -> json.put("quantity", q.quantity() / 2)));
    }
}
