package tribunal.trial;

import static tribunal.trial.Mutator.convicting;
import static tribunal.trial.Mutator.obscuring;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import tribunal.history.ChannelEntry.Answer;
import tribunal.history.ChannelEntry.Answered;
import tribunal.history.ChannelEntry.AttemptEnded;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.ChannelEntry.FateMet;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.ClientEntry.Kind;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.DatabaseEntry.BoardRead;
import tribunal.history.DatabaseEntry.Claimed;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.DatabaseEntry.EventAltered;
import tribunal.history.DatabaseEntry.EventRecorded;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.history.DatabaseEntry.Settlement;
import tribunal.history.Demands;
import tribunal.history.HarnessEntry.PhaseStarted;
import tribunal.history.HarnessEntry.RunStarted;
import tribunal.history.History;
import tribunal.history.Phase;
import tribunal.history.ThirdPartyEntry.EffectApplied;
import tribunal.history.ThirdPartyEntry.EffectRefused;
import tribunal.history.ThirdPartyEntry.EffectRequested;
import tribunal.trial.Recording.Part;

/** The catalogue of mutation operators: each kind of lie that a guarantee must see through, and a few that are none. */
final class Mutators {
    private static final String ATOMICITY = "atomicity";
    private static final String AT_LEAST_ONCE = "at-least-once";
    private static final String IDEMPOTENT = "idempotent-outcomes";
    private static final String ORDER = "order-independence";
    private static final String SUBSCRIPTION = "subscription";
    private static final String NO_OVERLAP = "no-overlap";
    private static final String RECOVERY = "recovery";
    private static final String AMPLIFICATION = "amplification";
    private static final String COVERAGE = "coverage";

    private static final long MS = 1_000_000;

    static final List<Mutator> ALL = List.of(
            convicting(
                    "commit-without-event", "a change whose event was never written", Mutators::dropEvent, ATOMICITY),
            convicting(
                    "split-transaction", "an event in another transaction than its change", Mutators::split, ATOMICITY),
            convicting("alter-event", "the log of events was rewritten", Mutators::alter, ATOMICITY),
            convicting(
                    "lose-acknowledged",
                    "the customer was told of an order that is nowhere",
                    Mutators::lose,
                    ATOMICITY),
            convicting("acknowledge-early", "the answer came before the commit", Mutators::early, ATOMICITY),
            convicting("refuse-and-do", "what was refused was done", Mutators::refused, ATOMICITY),
            convicting(
                    "event-without-commit",
                    "an event of a change that never was",
                    Mutators::dropCommit,
                    ATOMICITY,
                    SUBSCRIPTION),
            convicting("drop-delivery", "a delivery that nobody ever made", Mutators::dropDelivery, AT_LEAST_ONCE)
                    .andObscuring(RECOVERY),
            convicting(
                            "settle-without-work",
                            "done, without an attempt that ended well",
                            Mutators::unworked,
                            AT_LEAST_ONCE)
                    .andObscuring(RECOVERY),
            convicting(
                    "phantom-delivery",
                    "a delivery of an event that was never recorded",
                    Mutators::phantom,
                    AT_LEAST_ONCE),
            convicting("undeclared-dead-letter", "given up, and nobody had declared it", Mutators::dead, AT_LEAST_ONCE),
            convicting("duplicate-effect", "the restaurant cooks twice", Mutators::effectTwice, IDEMPOTENT),
            convicting("missing-refund", "a cancelled order whose money was kept", Mutators::unrefunded, IDEMPOTENT),
            convicting("refund-too-much", "more given back than was taken", Mutators::overRefunded, IDEMPOTENT),
            convicting("second-courier", "two couriers for one order", Mutators::secondCourier, IDEMPOTENT),
            convicting("wrong-board", "a board that counts one too many", Mutators::wrongBoard, IDEMPOTENT),
            convicting("illegal-step", "an order that went a way that is none", Mutators::illegalStep, ORDER),
            convicting("wrong-end", "delivered, though the payment was refused", Mutators::wrongEnd, ORDER),
            convicting(
                    "stale-last-update",
                    "the last change never reached a subscriber",
                    Mutators::staleLast,
                    SUBSCRIPTION),
            convicting("regression", "an older state after a newer one", Mutators::regression, SUBSCRIPTION),
            convicting("phantom-update", "a state that was never committed", Mutators::phantomUpdate, SUBSCRIPTION),
            convicting(
                    "update-before-commit", "a state seen before it was committed", Mutators::prescient, SUBSCRIPTION),
            convicting("unfenced-settle", "settled by a claim that was not the newest", Mutators::unfenced, NO_OVERLAP),
            convicting(
                    "needless-attempt",
                    "tried again, though nothing had gone wrong",
                    Mutators::needless,
                    NO_OVERLAP,
                    AMPLIFICATION),
            convicting(
                    "late-recovery", "a delivery that was over only long after heal", Mutators::lateRecovery, RECOVERY),
            convicting("ask-twice", "a third party asked twice in one attempt", Mutators::askTwice, AMPLIFICATION),
            obscuring("drop-faults", "what the scenario expects never came to pass", Mutators::dropFaults, COVERAGE),
            obscuring(
                    "cut-off-tail",
                    "the harness was killed in the middle",
                    Mutators::cutOff,
                    ATOMICITY,
                    AT_LEAST_ONCE,
                    IDEMPOTENT,
                    ORDER,
                    SUBSCRIPTION,
                    NO_OVERLAP,
                    RECOVERY,
                    AMPLIFICATION),
            convicting(
                    "lose-an-answer", "an acknowledgement that never arrived: nothing is wrong", Mutators::dropAnswer),
            convicting(
                    "unknown-outcome", "a request that timed out and was done: nothing is wrong", Mutators::timedOut));

    /** Planted: it says that a delivery which nobody made is nothing wrong. Whoever tries operators must notice. */
    static final Mutator CANARY = convicting("canary", "a wrong expectation", Mutators::dropDelivery);

    private Mutators() {}

    private static Optional<History> dropEvent(Recording r) {
        return r.calmOrders("DELIVERED").findFirst().map(order -> {
            Committed last = r.versions(order).getLast();
            return r.without(r.ofEvent(eventOf(r, last).event()));
        });
    }

    private static EventRecorded eventOf(Recording r, Committed version) {
        return r.all(EventRecorded.class)
                .filter(e -> e.order().equals(version.order()) && e.version() == version.version())
                .findFirst()
                .orElseThrow();
    }

    private static Optional<History> split(Recording r) {
        return r.calmOrders("DELIVERED").findFirst().map(order -> {
            EventRecorded e = eventOf(r, r.versions(order).getLast());
            return r.changed(
                    e,
                    new EventRecorded(
                            e.at(), e.txn() + "9", e.event(), e.eventType(), e.ordinal(), e.order(), e.version()));
        });
    }

    private static Optional<History> alter(Recording r) {
        return r.all(EventRecorded.class)
                .findFirst()
                .map(e -> r.with(new EventAltered(e.at() + MS, e.txn() + "9", e.event(), "UPDATE")));
    }

    /** The order is on no board either. */
    private static Optional<History> lose(Recording r) {
        return r.calmOrders("DELIVERED")
                .filter(order -> r.isJudgedAlone(restaurant(r, order)))
                .findFirst()
                .map(order -> new Recording(r.without(r.ofOrder(order)))
                        .changed(e -> e instanceof BoardRead b && b.restaurant().equals(restaurant(r, order))
                                ? counting(b, -1)
                                : e));
    }

    private static String restaurant(Recording r, String order) {
        return r.versions(order).getFirst().restaurant();
    }

    private static BoardRead counting(BoardRead b, long more) {
        SortedMap<String, Long> counts = new TreeMap<>(b.counts());
        counts.merge("DELIVERED", more, Long::sum);
        return new BoardRead(b.at(), b.restaurant(), b.revision(), counts);
    }

    private static Optional<History> early(Recording r) {
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
                    OperationAnswered told = new OperationAnswered(
                            before, a.operation(), a.send(), a.outcome(), a.version(), a.status(), a.reason());
                    OperationSent asked = new OperationSent(
                            before - MS,
                            sent.operation(),
                            sent.send(),
                            sent.kind(),
                            sent.order(),
                            sent.customer(),
                            sent.intended());
                    return r.changed(e -> e == a ? told : e == sent ? asked : e);
                });
    }

    private static Stream<OperationAnswered> answers(Recording r, String order, Kind kind) {
        List<String> operations = r.operations(order)
                .filter(s -> s.kind() == kind)
                .map(OperationSent::operation)
                .distinct()
                .toList();
        return r.all(OperationAnswered.class)
                .filter(a -> operations.contains(a.operation()) && a.outcome() == Outcome.ACKNOWLEDGED);
    }

    private static Optional<History> refused(Recording r) {
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

    private static Optional<History> dropCommit(Recording r) {
        return r.calmOrders("DELIVERED")
                .findFirst()
                .map(order -> r.without(r.versions(order).getLast()::equals));
    }

    /** Early enough that nobody is still about to try. */
    private static Optional<History> dropDelivery(Recording r) {
        long silence = r.run().limits().longestSilence().toNanos();
        return r.parts("NotifyCustomer")
                .filter(part -> part.event().at() + silence < r.end())
                .findFirst()
                .map(part -> r.without(r.of(part)));
    }

    private static Optional<History> unworked(Recording r) {
        return r.parts("CompleteDelivery")
                .findFirst()
                .map(part -> r.without(
                        e -> r.of(part).test(e) && (e instanceof AttemptStarted || e instanceof AttemptEnded)));
    }

    private static Optional<History> phantom(Recording r) {
        return r.parts("ReleaseCourier")
                .findFirst()
                .flatMap(part -> handedOver(r, part)
                        .map(h -> r.with(new HandedOver(
                                h.at() + MS,
                                "00000000-0000-5000-8000-000000000000",
                                h.function(),
                                1,
                                h.token() + 1_000_000,
                                h.node(),
                                h.order(),
                                h.eventType(),
                                h.ordinal(),
                                h.due()))));
    }

    private static Optional<HandedOver> handedOver(Recording r, Part part) {
        return r.all(HandedOver.class).filter(h -> r.of(part).test(h)).findFirst();
    }

    private static Optional<Settled> settled(Recording r, Part part) {
        return r.all(Settled.class).filter(s -> r.of(part).test(s)).findFirst();
    }

    private static Optional<History> dead(Recording r) {
        return r.parts("CompleteDelivery")
                .findFirst()
                .flatMap(part -> settled(r, part)
                        .map(s -> r.changed(
                                s,
                                new Settled(
                                        s.at(), s.event(), s.function(), s.token(), s.settledBy(), Settlement.DEAD))));
    }

    private static Optional<EffectApplied> applied(Recording r, String kind, Stream<String> orders) {
        List<String> of = orders.toList();
        return r.all(EffectApplied.class)
                .filter(a -> a.first() && r.request(a).kind().equals(kind))
                .filter(a -> of.contains(r.request(a).order()))
                .findFirst();
    }

    /** A repeated answer that was a second effect. */
    private static Optional<History> effectTwice(Recording r) {
        return r.all(EffectApplied.class)
                .filter(a -> !a.first() && r.request(a).kind().equals("approve"))
                .findFirst()
                .map(a -> r.changed(a, new EffectApplied(a.at(), a.request(), true, a.amount(), a.courier())));
    }

    private static Optional<History> unrefunded(Recording r) {
        return refund(r).map(a -> r.changed(a, new EffectApplied(a.at(), a.request(), true, 0, null)));
    }

    private static Optional<EffectApplied> refund(Recording r) {
        return r.all(EffectApplied.class)
                .filter(a -> a.first() && a.amount() > 0 && r.request(a).kind().equals("refund"))
                .filter(a -> !r.isGivenUpOf(r.request(a).order()))
                .findFirst();
    }

    private static Optional<History> overRefunded(Recording r) {
        return refund(r).map(a -> r.changed(a, new EffectApplied(a.at(), a.request(), true, a.amount() * 2, null)));
    }

    private static Optional<History> secondCourier(Recording r) {
        return r.all(EffectApplied.class)
                .filter(a -> !a.first() && r.request(a).kind().equals("assign"))
                .findFirst()
                .map(a -> r.changed(a, new EffectApplied(a.at(), a.request(), true, 0, "courier-none")));
    }

    private static Optional<History> wrongBoard(Recording r) {
        return r.all(BoardRead.class)
                .filter(b -> r.isJudgedAlone(b.restaurant()))
                .findFirst()
                .map(b -> r.changed(b, counting(b, 1)));
    }

    private static Optional<History> illegalStep(Recording r) {
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

    /** The restaurant had declined, by what it recorded itself. */
    private static Optional<History> wrongEnd(Recording r) {
        return applied(r, "approve", r.calmOrders("DELIVERED"))
                .map(a -> r.changed(a, new EffectRefused(a.at(), a.request())));
    }

    private static Optional<History> staleLast(Recording r) {
        return r.calmOrders("DELIVERED").findFirst().map(order -> {
            int last = r.versions(order).getLast().version();
            return r.without(e -> e instanceof UpdateReceived u && u.order().equals(order) && u.version() == last);
        });
    }

    private static Optional<UpdateReceived> update(Recording r) {
        return r.calmOrders("DELIVERED")
                .flatMap(order ->
                        r.all(UpdateReceived.class).filter(u -> u.order().equals(order) && u.version() == 3))
                .findFirst();
    }

    private static Optional<History> regression(Recording r) {
        return update(r)
                .map(u -> r.with(new UpdateReceived(u.at(), u.connection(), u.subscription(), u.order(), 2, "PAID")));
    }

    private static Optional<History> phantomUpdate(Recording r) {
        return update(r)
                .map(u -> r.changed(
                        u,
                        new UpdateReceived(
                                u.at(), u.connection(), u.subscription(), u.order(), u.version(), "REJECTED")));
    }

    private static Optional<History> prescient(Recording r) {
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

    private static Optional<History> unfenced(Recording r) {
        return r.parts("CompleteDelivery")
                .findFirst()
                .flatMap(part -> settled(r, part)
                        .map(s -> r.changed(
                                s,
                                new Settled(
                                        s.at(), s.event(), s.function(), s.token(), s.settledBy() - 1, s.outcome()))));
    }

    private static Optional<History> needless(Recording r) {
        return r.parts("CompleteDelivery")
                .findFirst()
                .flatMap(part -> handedOver(r, part).map(h -> {
                    long at = settled(r, part).orElseThrow().at();
                    long token = h.token() + 1_000_000;
                    return r.with(
                            new Claimed(at + MS, h.event(), h.function(), token, h.node(), 2),
                            new HandedOver(
                                    at + 2 * MS,
                                    h.event(),
                                    h.function(),
                                    2,
                                    token,
                                    h.node(),
                                    h.order(),
                                    h.eventType(),
                                    h.ordinal(),
                                    h.due()),
                            new AttemptStarted(at + 3 * MS, h.event(), h.function(), 2, 0),
                            new AttemptEnded(at + 4 * MS, h.event(), h.function(), 2, 0, Ending.DONE, null),
                            new Answered(at + 5 * MS, h.event(), h.function(), 2, Answer.DONE, null),
                            new Settled(at + 6 * MS, h.event(), h.function(), token, token, Settlement.DONE));
                }));
    }

    /** All that happens after heal happens that much later. */
    private static Optional<History> lateRecovery(Recording r) {
        long shift = 2 * r.run().limits().recoveryBound().toNanos();
        Optional<Long> heal = r.all(PhaseStarted.class)
                .filter(p -> p.phase() == Phase.HEAL)
                .map(PhaseStarted::at)
                .findFirst();
        return heal.map(at -> r.changed(e -> e.at() <= at + MS ? e : Recording.later(e, shift)));
    }

    private static Optional<History> askTwice(Recording r) {
        return r.parts("NotifyCustomer")
                .findFirst()
                .flatMap(part -> r.all(EffectApplied.class)
                        .filter(a -> r.of(part).test(a))
                        .findFirst()
                        .map(a -> {
                            EffectRequested q = r.request(a);
                            long other = 1_000_000 + q.request();
                            return r.with(
                                    new EffectRequested(
                                            a.at() + MS, other, q.key(), q.kind(), q.order(), q.delivery(), q.amount()),
                                    new EffectApplied(a.at() + MS, other, false, a.amount(), a.courier()));
                        }));
    }

    private static Optional<History> dropFaults(Recording r) {
        RunStarted run = r.run();
        Demands demands = new Demands(
                run.demands().judges(),
                List.of(new Demands.Expectation("duplicate", 1, false)),
                run.demands().budgets());
        RunStarted demanding = new RunStarted(
                run.at(),
                run.scenario(),
                run.seed(),
                run.mode(),
                run.orders(),
                run.couriers(),
                run.limits(),
                demands,
                run.poisoned());
        return Optional.of(new Recording(
                        r.without(e -> e instanceof FateMet m && m.fate().equals("duplicate")))
                .changed(e -> e.equals(run) ? demanding : e));
    }

    private static Optional<History> cutOff(Recording r) {
        return r.all(PhaseStarted.class)
                .filter(p -> p.phase() == Phase.HEAL)
                .findFirst()
                .map(heal -> r.until(heal.at() - 1));
    }

    private static Optional<History> dropAnswer(Recording r) {
        return r.calmOrders()
                .flatMap(order -> answers(r, order, Kind.PLACE))
                .findFirst()
                .map(a -> r.without(a::equals));
    }

    private static Optional<History> timedOut(Recording r) {
        return r.calmOrders()
                .flatMap(order -> answers(r, order, Kind.PLACE))
                .findFirst()
                .map(a -> r.changed(
                        a,
                        new OperationAnswered(
                                a.at(), a.operation(), a.send(), Outcome.INDETERMINATE, 0, null, "time-out")));
    }
}
