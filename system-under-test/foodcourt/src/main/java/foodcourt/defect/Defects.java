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
            new AssumesOrder(),
            new BoardCountsDoubled(),
            new BoardOfAnother(),
            new CheckThenAct(),
            new CounterNotIdempotent(),
            new CursorSkipsLateCommit(),
            new DeduplicateOutsideTransaction(),
            new EventBeforeCommit(),
            new EventOutsideTransaction(),
            new ForbiddenContentAccepted(),
            new HeadOfLineBlocking(),
            new IgnoresNewValue(),
            new LastWriteWins(),
            new LeaseForgottenOnCrash(),
            new LeaseShorterThanBatch(),
            new LegalContentRefused(),
            new LostWrite(),
            new NoDeduplication(),
            new NoFencing(),
            new OldStateOnReturn(),
            new OrdersOfOthersShown(),
            new RandomEffectKey(),
            new RecursiveEvent(),
            new RepetitionRefused(),
            new RequestIdUnscoped(),
            new RetryStorm(),
            new SilentGiveUp(),
            new StaleRead(),
            new SubscriptionFallsSilent(),
            new TotalTooHigh(),
            new UnrecordedPath(),
            new UpdateBeforeCommit(),
            new UpdateLostOnReconnect(),
            new UpdateOutOfOrder(),
            new UpdateRepeated(),
            new UpdateWithWrongTotal());

    private Defects() {}

    /** Their names, in alphabetical order. */
    public static List<String> names() {
        return ALL.stream().map(Defect::name).toList();
    }

    public static Optional<Defect> named(String name) {
        return ALL.stream().filter(defect -> defect.name().equals(name)).findFirst();
    }
}
