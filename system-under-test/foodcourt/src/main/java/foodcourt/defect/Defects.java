package foodcourt.defect;

import java.util.List;
import java.util.Optional;

/** The catalogue of defects. */
public final class Defects {
    private static final List<Defect> ALL = List.of(
            new AckBeforeWork(),
            new AssumesOrder(),
            new CheckThenAct(),
            new CounterNotIdempotent(),
            new CursorSkipsLateCommit(),
            new DeduplicateOutsideTransaction(),
            new DispatcherIgnoresHints(),
            new EventBeforeCommit(),
            new EventOutsideTransaction(),
            new HeadOfLineBlocking(),
            new HubIgnoresHints(),
            new IgnoresNewValue(),
            new LastWriteWins(),
            new LeaseForgottenOnCrash(),
            new LeaseShorterThanBatch(),
            new ListenerDeadAfterCut(),
            new LostWrite(),
            new NeverForgetsSubscribers(),
            new NoDeduplication(),
            new NoFencing(),
            new RandomEffectKey(),
            new RecursiveEvent(),
            new RetryStorm(),
            new SilentGiveUp(),
            new SlotNotNoticed(),
            new UnrecordedPath(),
            new UpdateBeforeCommit(),
            new UpdateLostOnReconnect(),
            new UpdateOutOfOrder());

    private Defects() {}

    /** Their names, in alphabetical order. */
    public static List<String> names() {
        return ALL.stream().map(Defect::name).toList();
    }

    public static Optional<Defect> named(String name) {
        return ALL.stream().filter(defect -> defect.name().equals(name)).findFirst();
    }
}
