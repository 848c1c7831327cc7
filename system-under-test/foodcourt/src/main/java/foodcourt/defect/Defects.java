package foodcourt.defect;

import java.util.List;
import java.util.Optional;

/** The catalogue of defects. */
public final class Defects {
    private static final List<Defect> ALL = List.of(
            new AckBeforeWork(),
            new AnswerBeforeEffect(),
            new AnswerWithWrongTotal(),
            new AnyCancelAccepted(),
            new ApprovalAssumed(),
            new AsksTwice(),
            new AssumesOrder(),
            new BoardCountsDoubled(),
            new BoardOfAnother(),
            new CheckThenAct(),
            new ConstantBackOff(),
            new CounterNotIdempotent(),
            new CursorSkipsLateCommit(),
            new DeduplicateOutsideTransaction(),
            new DispatcherIgnoresHints(),
            new DueTimeIgnored(),
            new EarlyDeadLetter(),
            new EventBeforeCommit(),
            new EventOutsideTransaction(),
            new ForbiddenContentAccepted(),
            new HeadOfLineBlocking(),
            new HubIgnoresHints(),
            new IgnoresNewValue(),
            new LastWriteWins(),
            new LeaseForgottenOnCrash(),
            new LeaseNeverRenewed(),
            new LeaseShorterThanBatch(),
            new LegalContentRefused(),
            new ListenerDeadAfterCut(),
            new LostWrite(),
            new NeverForgetsSubscribers(),
            new NoDeduplication(),
            new NoFencing(),
            new NotificationForgotten(),
            new OldStateOnReturn(),
            new OrdersOfOthersShown(),
            new PermanentRetried(),
            new RandomEffectKey(),
            new RecursiveEvent(),
            new RefundUnrecorded(),
            new RefusedAndDone(),
            new RepetitionRefused(),
            new RequestIdUnscoped(),
            new RetryAfterIgnored(),
            new RetryAtHalfPrice(),
            new RetryStorm(),
            new SharedNotificationKey(),
            new SilentGiveUp(),
            new SlotNotNoticed(),
            new StaleRead(),
            new SubscriptionEndedEarly(),
            new SubscriptionFallsSilent(),
            new TotalTooHigh(),
            new UnrecordedPath(),
            new UpdateBeforeCommit(),
            new UpdateLostOnReconnect(),
            new UpdateOutOfOrder(),
            new UpdateRepeated(),
            new UpdateWithWrongTotal(),
            new VersionSkipped());

    private Defects() {}

    /** In alphabetical order. */
    public static List<String> names() {
        return ALL.stream().map(Defect::name).toList();
    }

    public static Optional<Defect> named(String name) {
        return ALL.stream().filter(defect -> defect.name().equals(name)).findFirst();
    }
}
