package tribunal.trial;

import static tribunal.trial.HistoryMutation.convicting;
import static tribunal.trial.HistoryMutation.obscuring;

import java.util.List;
import java.util.stream.Stream;

/** The catalogue of mutation operators: each kind of lie that the judge must detect, and a few harmless changes. */
final class MutationCatalogue {
    private static final String ATOMICITY = "atomicity";
    private static final String AT_LEAST_ONCE = "at-least-once";
    private static final String IDEMPOTENT = "idempotent-outcomes";
    private static final String ORDER = "order-independence";
    private static final String SUBSCRIPTION = "subscription";
    private static final String NO_OVERLAP = "no-overlap";
    private static final String RECOVERY = "recovery";
    private static final String AMPLIFICATION = "amplification";
    private static final String COVERAGE = "coverage";

    /** Operators that need a recording in which waiting is judged; all others need one with every fault. */
    static final List<HistoryMutation> OF_WAITING = List.of(
            convicting(
                    "late-hand-over",
                    "a delivery that waited 300 ms for nothing",
                    DeliveryMutations::lateHandOver,
                    AT_LEAST_ONCE),
            convicting(
                    "late-frame", "a change that a subscriber saw 300 ms late", UpdateMutations::late, SUBSCRIPTION));

    private static final List<HistoryMutation> OF_EVERY_FAULT = List.of(
            convicting(
                    "read-for-nobody",
                    "a node that reads for subscribers who are gone",
                    UpdateMutations::readForNobody,
                    AMPLIFICATION),
            convicting(
                    "commit-without-event",
                    "a change whose event was never written",
                    OrderMutations::dropEvent,
                    ATOMICITY),
            convicting(
                    "split-transaction",
                    "an event in another transaction than its change",
                    OrderMutations::split,
                    ATOMICITY),
            convicting("alter-event", "the log of events was rewritten", OrderMutations::alter, ATOMICITY),
            convicting("lose-acknowledged", "an acknowledged order that is nowhere", OrderMutations::lose, ATOMICITY),
            convicting("acknowledge-early", "the answer came before the commit", OrderMutations::early, ATOMICITY),
            convicting("refuse-and-do", "a refused operation took effect", OrderMutations::refused, ATOMICITY),
            convicting(
                    "answer-before-effect",
                    "the answer shows the order as it was before",
                    AnswerMutations::beforeEffect,
                    ATOMICITY),
            convicting(
                    "refuse-again",
                    "acknowledged, and refused when it came again",
                    AnswerMutations::refuseAgain,
                    ATOMICITY),
            convicting(
                    "two-cancels",
                    "two requests were acknowledged for one cancellation",
                    AnswerMutations::twoCancels,
                    ATOMICITY),
            convicting(
                    "other-total-asked",
                    "an order that costs more than was asked for",
                    AnswerMutations::otherTotalAsked,
                    ATOMICITY),
            convicting(
                    "other-total-answered",
                    "an answer with another total",
                    AnswerMutations::otherTotalAnswered,
                    ATOMICITY),
            convicting(
                    "accept-forbidden",
                    "an order that had to be refused for its content",
                    AnswerMutations::acceptForbidden,
                    ATOMICITY),
            convicting(
                    "refuse-legal",
                    "an order refused though its content is legal",
                    AnswerMutations::refuseLegal,
                    ATOMICITY),
            convicting(
                    "answer-to-stranger",
                    "an order shown to somebody else who asked",
                    AnswerMutations::toStranger,
                    ATOMICITY),
            convicting("stale-read", "a read older than what its customer knew", AnswerMutations::staleRead, ATOMICITY),
            convicting(
                    "lost-read",
                    "an acknowledged order that its customer cannot find",
                    AnswerMutations::lostRead,
                    ATOMICITY),
            convicting(
                    "event-without-commit",
                    "an event of a change that was never committed",
                    OrderMutations::dropCommit,
                    ATOMICITY,
                    SUBSCRIPTION),
            convicting(
                            "drop-delivery",
                            "a delivery that nobody ever made",
                            DeliveryMutations::dropDelivery,
                            AT_LEAST_ONCE)
                    .alsoObscuring(RECOVERY),
            convicting(
                            "settle-without-work",
                            "done, without an attempt that ended well",
                            DeliveryMutations::unworked,
                            AT_LEAST_ONCE)
                    .alsoObscuring(RECOVERY),
            convicting(
                    "phantom-delivery",
                    "a delivery of an event that was never recorded",
                    DeliveryMutations::phantom,
                    AT_LEAST_ONCE),
            convicting(
                    "undeclared-dead-letter",
                    "given up, and nobody had declared it",
                    DeliveryMutations::dead,
                    AT_LEAST_ONCE),
            convicting(
                    "notification-missing",
                    "done, and one notification was never sent",
                    ObligationMutations::oneNotification,
                    AT_LEAST_ONCE),
            convicting(
                    "notifications-missing",
                    "not one notification was ever sent",
                    ObligationMutations::allNotifications,
                    AT_LEAST_ONCE),
            convicting(
                    "assignments-missing",
                    "couriers at work whom nobody had assigned",
                    ObligationMutations::allAssignments,
                    AT_LEAST_ONCE,
                    ORDER),
            convicting(
                    "never-first",
                    "a repeated answer about an approval that was never given",
                    ObligationMutations::neverFirst,
                    AT_LEAST_ONCE),
            convicting("duplicate-effect", "the restaurant cooks twice", EffectMutations::effectTwice, IDEMPOTENT),
            convicting(
                    "missing-refund",
                    "a cancelled order whose money was kept",
                    EffectMutations::unrefunded,
                    IDEMPOTENT),
            convicting("refund-too-much", "more given back than was taken", EffectMutations::overRefunded, IDEMPOTENT),
            convicting("second-courier", "two couriers for one order", EffectMutations::secondCourier, IDEMPOTENT),
            convicting("wrong-board", "a board that counts one too many", OrderMutations::wrongBoard, IDEMPOTENT),
            convicting(
                    "refund-unrecorded",
                    "money given back for an order that stayed as it was",
                    StateMutations::refundUnrecorded,
                    IDEMPOTENT),
            convicting(
                    "key-shared", "an approval with the key of the charge", ObligationMutations::keyShared, IDEMPOTENT),
            convicting(
                    "half-the-amount",
                    "a charge of half the order's price",
                    ObligationMutations::halfTheAmount,
                    IDEMPOTENT),
            convicting(
                    "illegal-step",
                    "an order that took a step that does not exist",
                    OrderMutations::illegalStep,
                    ORDER),
            convicting(
                    "version-skipped", "a version whose number is one too high", StateMutations::versionSkipped, ORDER),
            convicting(
                    "attribute-changed",
                    "an order that is another restaurant's for one version",
                    StateMutations::attributeChanged,
                    ORDER),
            convicting(
                    "approval-after-all",
                    "approved before the restaurant was asked",
                    StateMutations::approvedLater,
                    AT_LEAST_ONCE,
                    ORDER),
            convicting("wrong-end", "delivered, though the payment was refused", EffectMutations::wrongEnd, ORDER),
            convicting(
                    "stale-last-update",
                    "the last change never reached a subscriber",
                    UpdateMutations::staleLast,
                    SUBSCRIPTION),
            convicting("regression", "an older state after a newer one", UpdateMutations::regression, SUBSCRIPTION),
            convicting(
                    "phantom-update", "a state that was never committed", UpdateMutations::phantomUpdate, SUBSCRIPTION),
            convicting(
                    "update-before-commit",
                    "a state seen before it was committed",
                    UpdateMutations::prescient,
                    SUBSCRIPTION),
            convicting(
                    "foreign-update", "another customer's order", SubscriptionMutations::foreignUpdate, SUBSCRIPTION),
            convicting(
                    "foreign-board", "another restaurant's board", SubscriptionMutations::foreignBoard, SUBSCRIPTION),
            convicting(
                    "old-beginning",
                    "a subscription that begins with an old state",
                    SubscriptionMutations::oldBeginning,
                    SUBSCRIPTION),
            convicting("repeat-update", "the same update three times", SubscriptionMutations::repeated, SUBSCRIPTION),
            convicting(
                    "other-total-shown",
                    "an update with another total",
                    SubscriptionMutations::otherTotal,
                    SUBSCRIPTION),
            convicting(
                    "impossible-board",
                    "a board of more orders than there are",
                    SubscriptionMutations::impossibleBoard,
                    SUBSCRIPTION),
            convicting(
                    "end-by-app",
                    "a subscription that the app ended without cause",
                    SubscriptionMutations::endedByApp,
                    SUBSCRIPTION),
            convicting(
                    "fall-silent",
                    "a subscription without news that left in the end",
                    SubscriptionMutations::silent,
                    SUBSCRIPTION),
            convicting(
                    "unanswered-ping",
                    "a connection that did not answer its ping",
                    SubscriptionMutations::unanswered,
                    SUBSCRIPTION),
            obscuring(
                    "nobody-live",
                    "nobody was asked whether they are live",
                    SubscriptionMutations::nobodyLive,
                    SUBSCRIPTION),
            obscuring(
                    "set-clock",
                    "a clock that was 5 s ahead for a moment",
                    SubscriptionMutations::clockSet,
                    ATOMICITY,
                    ORDER,
                    SUBSCRIPTION,
                    NO_OVERLAP,
                    RECOVERY,
                    AMPLIFICATION),
            convicting(
                    "unfenced-settle",
                    "settled by a claim that was not the newest",
                    DeliveryMutations::unfenced,
                    NO_OVERLAP),
            convicting(
                    "needless-attempt",
                    "tried again, though nothing had gone wrong",
                    DeliveryMutations::needless,
                    NO_OVERLAP,
                    AMPLIFICATION),
            convicting(
                    "lease-lapsed",
                    "claimed again while it was being worked on",
                    PauseMutations::leaseLapsed,
                    NO_OVERLAP),
            convicting(
                    "late-recovery",
                    "a delivery that was over only long after heal",
                    DeliveryMutations::lateRecovery,
                    RECOVERY),
            convicting(
                    "ask-twice", "a third party asked twice in one attempt", EffectMutations::askTwice, AMPLIFICATION),
            convicting("before-due", "handed over before it was due", PauseMutations::beforeDue, AMPLIFICATION),
            convicting(
                    "ride-skipped",
                    "due at once, where the model lets time pass",
                    PauseMutations::rideSkipped,
                    AMPLIFICATION),
            convicting(
                    "pause-too-short",
                    "a pause that has not grown with the attempts",
                    PauseMutations::shortPause,
                    AMPLIFICATION),
            convicting(
                    "retry-after-ignored",
                    "tried again before the time that was asked for",
                    PauseMutations::retryAfter,
                    AMPLIFICATION),
            convicting(
                    "permanent-retried",
                    "tried again, though it had failed for good",
                    PauseMutations::permanent,
                    AMPLIFICATION),
            obscuring(
                    "drop-faults",
                    "the faults that the scenario expects never happened",
                    DeliveryMutations::dropFaults,
                    COVERAGE),
            obscuring(
                    "cut-off-tail",
                    "the harness was killed in the middle",
                    DeliveryMutations::cutOff,
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
                    OrderMutations::dropAnswer),
            convicting(
                    "unknown-outcome",
                    "a request that timed out and was done: nothing is wrong",
                    OrderMutations::timedOut));

    static final List<HistoryMutation> ALL =
            Stream.concat(OF_EVERY_FAULT.stream(), OF_WAITING.stream()).toList();

    /**
     * A planted operator whose expectation is wrong: it claims that a missing delivery is harmless. {@link MutationRun}
     * must notice it.
     */
    static final HistoryMutation CANARY = convicting("canary", "a wrong expectation", DeliveryMutations::dropDelivery);

    private MutationCatalogue() {}
}
