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

    private static final List<Mutator> OF_EVERY_FAULT = List.of(
            convicting(
                    "read-for-nobody",
                    "a node that reads for subscribers who are gone",
                    UpdateOperators::readForNobody,
                    AMPLIFICATION),
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
                    "answer-before-effect",
                    "the answer shows the order as it was before",
                    AnswerOperators::beforeEffect,
                    ATOMICITY),
            convicting(
                    "refuse-again",
                    "acknowledged, and refused when it came again",
                    AnswerOperators::refuseAgain,
                    ATOMICITY),
            convicting(
                    "two-cancels",
                    "two requests were acknowledged for one cancellation",
                    AnswerOperators::twoCancels,
                    ATOMICITY),
            convicting(
                    "other-total-asked",
                    "an order that costs more than was asked for",
                    AnswerOperators::otherTotalAsked,
                    ATOMICITY),
            convicting(
                    "other-total-answered",
                    "an answer with another total",
                    AnswerOperators::otherTotalAnswered,
                    ATOMICITY),
            convicting(
                    "accept-forbidden",
                    "an order that had to be refused for its content",
                    AnswerOperators::acceptForbidden,
                    ATOMICITY),
            convicting(
                    "refuse-legal",
                    "an order refused though its content is legal",
                    AnswerOperators::refuseLegal,
                    ATOMICITY),
            convicting(
                    "answer-to-stranger",
                    "an order shown to somebody else who asked",
                    AnswerOperators::toStranger,
                    ATOMICITY),
            convicting("stale-read", "a read older than what its customer knew", AnswerOperators::staleRead, ATOMICITY),
            convicting(
                    "lost-read",
                    "an acknowledged order that its customer cannot find",
                    AnswerOperators::lostRead,
                    ATOMICITY),
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
            convicting(
                    "notification-missing",
                    "done, and one notification was never sent",
                    ObligationOperators::oneNotification,
                    AT_LEAST_ONCE),
            convicting(
                    "notifications-missing",
                    "not one notification was ever sent",
                    ObligationOperators::allNotifications,
                    AT_LEAST_ONCE),
            convicting(
                    "assignments-missing",
                    "couriers at work whom nobody had assigned",
                    ObligationOperators::allAssignments,
                    AT_LEAST_ONCE,
                    ORDER),
            convicting(
                    "never-first",
                    "an approval repeated that never was",
                    ObligationOperators::neverFirst,
                    AT_LEAST_ONCE),
            convicting("duplicate-effect", "the restaurant cooks twice", EffectOperators::effectTwice, IDEMPOTENT),
            convicting(
                    "missing-refund",
                    "a cancelled order whose money was kept",
                    EffectOperators::unrefunded,
                    IDEMPOTENT),
            convicting("refund-too-much", "more given back than was taken", EffectOperators::overRefunded, IDEMPOTENT),
            convicting("second-courier", "two couriers for one order", EffectOperators::secondCourier, IDEMPOTENT),
            convicting("wrong-board", "a board that counts one too many", OrderOperators::wrongBoard, IDEMPOTENT),
            convicting(
                    "refund-unrecorded",
                    "money given back for an order that stayed as it was",
                    StateOperators::refundUnrecorded,
                    IDEMPOTENT),
            convicting(
                    "key-shared", "an approval with the key of the charge", ObligationOperators::keyShared, IDEMPOTENT),
            convicting(
                    "half-the-amount",
                    "a charge of half of what the order costs",
                    ObligationOperators::halfTheAmount,
                    IDEMPOTENT),
            convicting("illegal-step", "an order that went a way that is none", OrderOperators::illegalStep, ORDER),
            convicting(
                    "version-skipped", "a version whose number is one too high", StateOperators::versionSkipped, ORDER),
            convicting(
                    "attribute-changed",
                    "an order that is another restaurant's for one version",
                    StateOperators::attributeChanged,
                    ORDER),
            convicting(
                    "approval-after-all",
                    "approved before the restaurant was asked",
                    StateOperators::approvedLater,
                    AT_LEAST_ONCE,
                    ORDER),
            convicting("wrong-end", "delivered, though the payment was refused", EffectOperators::wrongEnd, ORDER),
            convicting(
                    "stale-last-update",
                    "the last change never reached a subscriber",
                    UpdateOperators::staleLast,
                    SUBSCRIPTION),
            convicting("regression", "an older state after a newer one", UpdateOperators::regression, SUBSCRIPTION),
            convicting(
                    "phantom-update", "a state that was never committed", UpdateOperators::phantomUpdate, SUBSCRIPTION),
            convicting(
                    "update-before-commit",
                    "a state seen before it was committed",
                    UpdateOperators::prescient,
                    SUBSCRIPTION),
            convicting(
                    "foreign-update", "another customer's order", SubscriptionOperators::foreignUpdate, SUBSCRIPTION),
            convicting(
                    "foreign-board", "another restaurant's board", SubscriptionOperators::foreignBoard, SUBSCRIPTION),
            convicting(
                    "old-beginning",
                    "a subscription that begins with an old state",
                    SubscriptionOperators::oldBeginning,
                    SUBSCRIPTION),
            convicting("repeat-update", "the same update three times", SubscriptionOperators::repeated, SUBSCRIPTION),
            convicting(
                    "other-total-shown",
                    "an update with another total",
                    SubscriptionOperators::otherTotal,
                    SUBSCRIPTION),
            convicting(
                    "impossible-board",
                    "a board of more orders than there are",
                    SubscriptionOperators::impossibleBoard,
                    SUBSCRIPTION),
            convicting(
                    "end-by-app",
                    "a subscription that the app ended without cause",
                    SubscriptionOperators::endedByApp,
                    SUBSCRIPTION),
            convicting(
                    "fall-silent",
                    "a subscription without news that left in the end",
                    SubscriptionOperators::silent,
                    SUBSCRIPTION),
            convicting(
                    "unanswered-ping",
                    "a connection that did not answer its ping",
                    SubscriptionOperators::unanswered,
                    SUBSCRIPTION),
            obscuring(
                    "nobody-live",
                    "nobody was asked whether they are live",
                    SubscriptionOperators::nobodyLive,
                    SUBSCRIPTION),
            obscuring(
                    "set-clock",
                    "a clock that was 5 s ahead for a moment",
                    SubscriptionOperators::clockSet,
                    ATOMICITY,
                    ORDER,
                    SUBSCRIPTION,
                    NO_OVERLAP,
                    RECOVERY,
                    AMPLIFICATION),
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
                    "lease-lapsed",
                    "claimed again while it was being worked on",
                    PauseOperators::leaseLapsed,
                    NO_OVERLAP),
            convicting(
                    "late-recovery",
                    "a delivery that was over only long after heal",
                    DeliveryOperators::lateRecovery,
                    RECOVERY),
            convicting(
                    "ask-twice", "a third party asked twice in one attempt", EffectOperators::askTwice, AMPLIFICATION),
            convicting("before-due", "handed over before it was due", PauseOperators::beforeDue, AMPLIFICATION),
            convicting(
                    "ride-skipped",
                    "due at once, where the model lets time pass",
                    PauseOperators::rideSkipped,
                    AMPLIFICATION),
            convicting(
                    "pause-too-short",
                    "a pause that has not grown with the attempts",
                    PauseOperators::shortPause,
                    AMPLIFICATION),
            convicting(
                    "retry-after-ignored",
                    "tried again before the time that was asked for",
                    PauseOperators::retryAfter,
                    AMPLIFICATION),
            convicting(
                    "permanent-retried",
                    "tried again, though it had failed for good",
                    PauseOperators::permanent,
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

    static final List<Mutator> ALL =
            Stream.concat(OF_EVERY_FAULT.stream(), OF_WAITING.stream()).toList();

    /** Planted: it says that a delivery which nobody made is nothing wrong. Whoever tries operators must notice. */
    static final Mutator CANARY = convicting("canary", "a wrong expectation", DeliveryOperators::dropDelivery);

    private Mutators() {}
}
