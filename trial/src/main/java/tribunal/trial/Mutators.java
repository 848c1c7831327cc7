package tribunal.trial;

import static tribunal.trial.Mutator.convicting;
import static tribunal.trial.Mutator.obscuring;

import java.util.List;
import java.util.stream.Stream;

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

    /** Those that need a recording in which waiting is judged; others need one with every fault. */
    static final List<Mutator> OF_WAITING = List.of(
            convicting(
                    "late-hand-over",
                    "a delivery that waited 300 ms for nothing",
                    DeliveryOperators::lateHandOver,
                    AT_LEAST_ONCE),
            convicting(
                    "late-frame", "a change that a subscriber saw 300 ms late", UpdateOperators::late, SUBSCRIPTION));

    static final List<Mutator> ALL =
            Stream.concat(ofEveryFault().stream(), OF_WAITING.stream()).toList();

    private static List<Mutator> ofEveryFault() {
        return List.of(
                convicting(
                        "commit-without-event",
                        "a change whose event was never written",
                        OrderOperators::dropEvent,
                        ATOMICITY),
                convicting(
                        "split-transaction",
                        "an event in another transaction than its change",
                        OrderOperators::split,
                        ATOMICITY),
                convicting("alter-event", "the log of events was rewritten", OrderOperators::alter, ATOMICITY),
                convicting(
                        "lose-acknowledged",
                        "the customer was told of an order that is nowhere",
                        OrderOperators::lose,
                        ATOMICITY),
                convicting("acknowledge-early", "the answer came before the commit", OrderOperators::early, ATOMICITY),
                convicting("refuse-and-do", "what was refused was done", OrderOperators::refused, ATOMICITY),
                convicting(
                        "event-without-commit",
                        "an event of a change that never was",
                        OrderOperators::dropCommit,
                        ATOMICITY,
                        SUBSCRIPTION),
                convicting(
                                "drop-delivery",
                                "a delivery that nobody ever made",
                                DeliveryOperators::dropDelivery,
                                AT_LEAST_ONCE)
                        .andObscuring(RECOVERY),
                convicting(
                                "settle-without-work",
                                "done, without an attempt that ended well",
                                DeliveryOperators::unworked,
                                AT_LEAST_ONCE)
                        .andObscuring(RECOVERY),
                convicting(
                        "phantom-delivery",
                        "a delivery of an event that was never recorded",
                        DeliveryOperators::phantom,
                        AT_LEAST_ONCE),
                convicting(
                        "undeclared-dead-letter",
                        "given up, and nobody had declared it",
                        DeliveryOperators::dead,
                        AT_LEAST_ONCE),
                convicting("duplicate-effect", "the restaurant cooks twice", EffectOperators::effectTwice, IDEMPOTENT),
                convicting(
                        "missing-refund",
                        "a cancelled order whose money was kept",
                        EffectOperators::unrefunded,
                        IDEMPOTENT),
                convicting(
                        "refund-too-much", "more given back than was taken", EffectOperators::overRefunded, IDEMPOTENT),
                convicting("second-courier", "two couriers for one order", EffectOperators::secondCourier, IDEMPOTENT),
                convicting("wrong-board", "a board that counts one too many", OrderOperators::wrongBoard, IDEMPOTENT),
                convicting("illegal-step", "an order that went a way that is none", OrderOperators::illegalStep, ORDER),
                convicting("wrong-end", "delivered, though the payment was refused", EffectOperators::wrongEnd, ORDER),
                convicting(
                        "stale-last-update",
                        "the last change never reached a subscriber",
                        UpdateOperators::staleLast,
                        SUBSCRIPTION),
                convicting("regression", "an older state after a newer one", UpdateOperators::regression, SUBSCRIPTION),
                convicting(
                        "phantom-update",
                        "a state that was never committed",
                        UpdateOperators::phantomUpdate,
                        SUBSCRIPTION),
                convicting(
                        "update-before-commit",
                        "a state seen before it was committed",
                        UpdateOperators::prescient,
                        SUBSCRIPTION),
                convicting(
                        "unfenced-settle",
                        "settled by a claim that was not the newest",
                        DeliveryOperators::unfenced,
                        NO_OVERLAP),
                convicting(
                        "needless-attempt",
                        "tried again, though nothing had gone wrong",
                        DeliveryOperators::needless,
                        NO_OVERLAP,
                        AMPLIFICATION),
                convicting(
                        "late-recovery",
                        "a delivery that was over only long after heal",
                        DeliveryOperators::lateRecovery,
                        RECOVERY),
                convicting(
                        "ask-twice",
                        "a third party asked twice in one attempt",
                        EffectOperators::askTwice,
                        AMPLIFICATION),
                convicting(
                        "read-for-nobody",
                        "a node that reads for subscribers who are gone",
                        UpdateOperators::readForNobody,
                        AMPLIFICATION),
                obscuring(
                        "drop-faults",
                        "what the scenario expects never came to pass",
                        DeliveryOperators::dropFaults,
                        COVERAGE),
                obscuring(
                        "cut-off-tail",
                        "the harness was killed in the middle",
                        DeliveryOperators::cutOff,
                        ATOMICITY,
                        AT_LEAST_ONCE,
                        IDEMPOTENT,
                        ORDER,
                        SUBSCRIPTION,
                        NO_OVERLAP,
                        RECOVERY,
                        AMPLIFICATION),
                convicting(
                        "lose-an-answer",
                        "an acknowledgement that never arrived: nothing is wrong",
                        OrderOperators::dropAnswer),
                convicting(
                        "unknown-outcome",
                        "a request that timed out and was done: nothing is wrong",
                        OrderOperators::timedOut));
    }

    /** Planted: it says that a delivery which nobody made is nothing wrong. Whoever tries operators must notice. */
    static final Mutator CANARY = convicting("canary", "a wrong expectation", DeliveryOperators::dropDelivery);

    private Mutators() {}
}
