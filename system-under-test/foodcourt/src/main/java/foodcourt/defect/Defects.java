package foodcourt.defect;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The catalogue of defects. */
public final class Defects {
    private static final List<Defect> ALL = Stream.of(
                    ChannelDefects.ALL,
                    FunctionDefects.ALL,
                    HintDefects.ALL,
                    OrderCommandDefects.ALL,
                    QueueDefects.ALL,
                    ReadDefects.ALL,
                    SettingsDefect.ALL,
                    SubscriberDefects.ALL,
                    ThirdPartyDefects.ALL,
                    TransactionDefects.ALL,
                    List.of(
                            new PortsDefect("cursor-skips-late-commit", CursorSkipsLateCommit::of),
                            new PortsDefect("event-before-commit", EventBeforeCommit::of),
                            new PortsDefect("event-outside-transaction", EventOutsideTransaction::of),
                            new PortsDefect("head-of-line-blocking", HeadOfLineBlocking::of),
                            new IgnoresNewValue(),
                            new FunctionPortsDefect("last-write-wins", LastWriteWins::of),
                            new FunctionPortsDefect("lost-write", LostWrite::of),
                            new PortsDefect("no-fencing", NoFencing::of),
                            new RecursiveEvent(),
                            new PortsDefect("silent-give-up", SilentGiveUp::of),
                            new PortsDefect("slot-not-noticed", SlotNotNoticed::of)))
            .flatMap(List::stream)
            .sorted(Comparator.comparing(Defect::name))
            .toList();

    private Defects() {}

    /** The names of all defects, in alphabetical order. */
    public static List<String> names() {
        return ALL.stream().map(Defect::name).toList();
    }

    public static Optional<Defect> named(String name) {
        return ALL.stream().filter(defect -> defect.name().equals(name)).findFirst();
    }
}
