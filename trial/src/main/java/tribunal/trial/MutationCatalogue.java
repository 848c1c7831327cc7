package tribunal.trial;

import static tribunal.trial.MutationOperator.lie;

import java.util.Arrays;
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

    private static final List<MutationOperator> AGAINST_ATOMICITY = convicting(
            ATOMICITY,
            lie("commit-without-event", "a change whose event was never written", OrderMutations::dropEvent),
            lie("split-transaction", "an event in another transaction than its change", OrderMutations::split),
            lie("alter-event", "the log of events was rewritten", OrderMutations::alter),
            lie("lose-acknowledged", "an acknowledged order that is nowhere", OrderMutations::lose),
            lie("acknowledge-early", "the answer came before the commit", AnswerMutations::early),
            lie("refuse-and-do", "a refused operation took effect", AnswerMutations::refused),
            lie("answer-before-effect", "the answer shows the order as it was before", AnswerMutations::beforeEffect),
            lie("refuse-again", "acknowledged, and refused when it came again", AnswerMutations::refuseAgain),
            lie("two-cancels", "two requests were acknowledged for one cancellation", AnswerMutations::twoCancels),
            lie("other-total-asked", "an order that costs more than was asked for", AnswerMutations::otherTotalAsked),
            lie("other-total-answered", "an answer with another total", AnswerMutations::otherTotalAnswered),
            lie(
                    "accept-forbidden",
                    "an order that had to be refused for its content",
                    AnswerMutations::acceptForbidden),
            lie("refuse-legal", "an order refused though its content is legal", AnswerMutations::refuseLegal),
            lie("answer-to-stranger", "an order shown to somebody else who asked", AnswerMutations::toStranger),
            lie("stale-read", "a read older than what its customer knew", AnswerMutations::staleRead),
            lie(
                    "stale-repetition",
                    "a repeated request answered with less than its customer knew",
                    AnswerMutations::staleRepetition),
            lie("lost-read", "an acknowledged order that its customer cannot find", AnswerMutations::lostRead),
            lie("event-without-commit", "an event of a change that was never committed", OrderMutations::dropCommit)
                    .expectInvalid(SUBSCRIPTION));

    private static final List<MutationOperator> AGAINST_AT_LEAST_ONCE = convicting(
            AT_LEAST_ONCE,
            lie("drop-delivery", "a delivery that nobody ever made", DeliveryMutations::dropDelivery)
                    .expectUnknown(RECOVERY),
            lie("settle-without-work", "done, without an attempt that ended well", DeliveryMutations::unworked)
                    .expectUnknown(RECOVERY),
            lie("phantom-delivery", "a delivery of an event that was never recorded", DeliveryMutations::phantom),
            lie("undeclared-dead-letter", "given up, and nobody had declared it", DeliveryMutations::dead),
            lie("notification-missing", "done, and one notification was never sent", EffectMutations::oneNotification),
            lie("notifications-missing", "not one notification was ever sent", EffectMutations::allNotifications),
            lie("assignments-missing", "couriers at work whom nobody had assigned", EffectMutations::allAssignments)
                    .expectInvalid(ORDER),
            lie(
                    "retried-for-too-long",
                    "an attempt beyond the last one is announced",
                    DeliveryMutations::retriedForTooLong),
            lie(
                    "never-first",
                    "a repeated answer about an approval that was never given",
                    EffectMutations::neverFirst));

    private static final List<MutationOperator> AGAINST_IDEMPOTENT = convicting(
            IDEMPOTENT,
            lie("duplicate-effect", "the restaurant cooks twice", EffectMutations::effectTwice),
            lie("missing-refund", "a cancelled order whose money was kept", EffectMutations::unrefunded),
            lie("refund-too-much", "more given back than was taken", EffectMutations::overRefunded),
            lie("second-courier", "two couriers for one order", EffectMutations::secondCourier),
            lie("wrong-board", "a board that counts one too many", OrderMutations::wrongBoard),
            lie(
                    "refund-unrecorded",
                    "money given back for an order that stayed as it was",
                    OrderMutations::refundUnrecorded),
            lie("key-shared", "an approval with the key of the charge", EffectMutations::keyShared),
            lie("half-the-amount", "a charge of half the order's price", EffectMutations::halfTheAmount));

    private static final List<MutationOperator> AGAINST_ORDER = convicting(
            ORDER,
            lie("illegal-step", "an order that took a step that does not exist", OrderMutations::illegalStep),
            lie("version-skipped", "a version whose number is one too high", OrderMutations::versionSkipped),
            lie(
                    "attribute-changed",
                    "an order that is another restaurant's for one version",
                    OrderMutations::attributeChanged),
            lie("approval-after-all", "approved before the restaurant was asked", EffectMutations::approvedLater)
                    .expectInvalid(AT_LEAST_ONCE),
            lie("wrong-end", "delivered, though the payment was refused", EffectMutations::wrongEnd));

    private static final List<MutationOperator> AGAINST_SUBSCRIPTION = convicting(
            SUBSCRIPTION,
            lie("stale-last-update", "the last change never reached a subscriber", SubscriptionMutations::staleLast),
            lie("regression", "an older state after a newer one", SubscriptionMutations::regression),
            lie("phantom-update", "a state that was never committed", SubscriptionMutations::phantomUpdate),
            lie("update-before-commit", "a state seen before it was committed", SubscriptionMutations::prescient),
            lie("foreign-update", "another customer's order", SubscriptionMutations::foreignUpdate),
            lie("foreign-board", "another restaurant's board", SubscriptionMutations::foreignBoard),
            lie("old-beginning", "a subscription that begins with an old state", SubscriptionMutations::oldBeginning),
            lie("repeat-update", "the same update three times", SubscriptionMutations::repeated),
            lie("other-total-shown", "an update with another total", SubscriptionMutations::otherTotal),
            lie("impossible-board", "a board of more orders than there are", SubscriptionMutations::impossibleBoard),
            lie("end-by-app", "a subscription that the app ended without cause", SubscriptionMutations::endedByApp),
            lie("fall-silent", "a subscription without news that left in the end", SubscriptionMutations::silent),
            lie("unanswered-ping", "a connection that did not answer its ping", SubscriptionMutations::unanswered));

    private static final List<MutationOperator> AGAINST_NO_OVERLAP = convicting(
            NO_OVERLAP,
            lie("unfenced-settle", "settled by a claim that was not the newest", DeliveryMutations::unfenced),
            lie("needless-attempt", "tried again, though nothing had gone wrong", DeliveryMutations::needless)
                    .expectInvalid(AMPLIFICATION),
            lie("lease-lapsed", "claimed again while it was being worked on", PauseMutations::leaseLapsed),
            lie("late-answer", "done by an answer that came after the timeout", PauseMutations::lateAnswer),
            lie("slots-exceeded", "two attempts at a time where one is allowed", PauseMutations::slotsExceeded));

    private static final List<MutationOperator> AGAINST_RECOVERY = convicting(
            RECOVERY,
            lie("late-recovery", "a delivery that was over only long after heal", DeliveryMutations::lateRecovery));

    private static final List<MutationOperator> AGAINST_AMPLIFICATION = convicting(
            AMPLIFICATION,
            lie(
                    "read-for-nobody",
                    "a node that reads for subscribers who are gone",
                    SubscriptionMutations::readForNobody),
            lie("ask-twice", "a third party asked twice in one attempt", EffectMutations::askTwice),
            lie("before-due", "handed over before it was due", PauseMutations::beforeDue),
            lie("ride-skipped", "due at once, where the model lets time pass", PauseMutations::rideSkipped),
            lie("pause-too-short", "a pause that has not grown with the attempts", PauseMutations::shortPause),
            lie("retry-after-ignored", "tried again before the time that was asked for", PauseMutations::retryAfter),
            lie("permanent-retried", "tried again, though it had failed for good", PauseMutations::permanent));

    private static final List<MutationOperator> OBSCURING = List.of(
            lie("nobody-live", "nobody was asked whether they are live", SubscriptionMutations::nobodyLive)
                    .expectUnknown(SUBSCRIPTION),
            lie("set-clock", "a clock that was 5 s ahead for a moment", SubscriptionMutations::clockSet)
                    .expectUnknown(ATOMICITY, ORDER, SUBSCRIPTION, NO_OVERLAP, RECOVERY, AMPLIFICATION),
            lie("drop-faults", "the faults that the scenario expects never happened", DeliveryMutations::dropFaults)
                    .expectUnknown(COVERAGE),
            lie("cut-off-tail", "the harness was killed in the middle", DeliveryMutations::cutOff)
                    .expectUnknown(
                            ATOMICITY,
                            AT_LEAST_ONCE,
                            IDEMPOTENT,
                            ORDER,
                            SUBSCRIPTION,
                            NO_OVERLAP,
                            RECOVERY,
                            AMPLIFICATION));

    private static final List<MutationOperator> HARMLESS = List.of(
            lie(
                    "lose-an-answer",
                    "an acknowledgement that never arrived: nothing is wrong",
                    AnswerMutations::dropAnswer),
            lie(
                    "unknown-outcome",
                    "a request that timed out and was done: nothing is wrong",
                    AnswerMutations::timedOut));

    /** Operators that need a recording in which waiting is judged; all others need one with every fault. */
    static final List<MutationOperator> OF_WAITING = List.of(
            lie("late-hand-over", "a delivery that waited 300 ms for nothing", DeliveryMutations::lateHandOver)
                    .expectInvalid(AT_LEAST_ONCE),
            lie("late-frame", "a change that a subscriber saw 300 ms late", SubscriptionMutations::late)
                    .expectInvalid(SUBSCRIPTION));

    static final List<MutationOperator> ALL = Stream.of(
                    AGAINST_ATOMICITY,
                    AGAINST_AT_LEAST_ONCE,
                    AGAINST_IDEMPOTENT,
                    AGAINST_ORDER,
                    AGAINST_SUBSCRIPTION,
                    AGAINST_NO_OVERLAP,
                    AGAINST_RECOVERY,
                    AGAINST_AMPLIFICATION,
                    OBSCURING,
                    HARMLESS,
                    OF_WAITING)
            .flatMap(List::stream)
            .toList();

    /**
     * A planted operator whose expectation is wrong: it claims that a missing delivery is harmless. {@link
     * MutationTrial} must notice it.
     */
    static final MutationOperator CANARY = lie("canary", "a wrong expectation", DeliveryMutations::dropDelivery);

    private MutationCatalogue() {}

    private static List<MutationOperator> convicting(String guarantee, MutationOperator... lies) {
        return Arrays.stream(lies).map(lie -> lie.expectInvalid(guarantee)).toList();
    }
}
