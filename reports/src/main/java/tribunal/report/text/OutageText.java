package tribunal.report.text;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tribunal.verify.Verdicts;
import tribunal.verify.evidence.RecordedOutage;
import tribunal.verify.evidence.RecordedOutage.Scope;
import tribunal.verify.measure.OutageRecovery;

/** Describes the outages of a run, and the recovery from each. */
public final class OutageText {
    public static final List<String> HEADERS = List.of("Outage", "Target", "Began", "Lasted", "Recovery");
    private static final String NONE = "-";

    private OutageText() {}

    /** Returns a row of a table for each outage, by beginning. */
    public static List<List<String>> rows(Verdicts verdicts) {
        return verdicts.outages().stream().map(OutageText::row).toList();
    }

    private static List<String> row(OutageRecovery recovery) {
        RecordedOutage outage = recovery.outage();
        return List.of(
                outage.fault(),
                target(outage),
                seconds(outage.from()),
                outage.to() == Long.MAX_VALUE ? "until the end" : seconds(outage.to() - outage.from()),
                recovery(recovery));
    }

    private static String target(RecordedOutage outage) {
        return switch (outage.scope()) {
            case NODE -> outage.target();
            case CLIENT -> "client " + outage.target();
            case ALL -> "every node";
        };
    }

    private static String recovery(OutageRecovery recovery) {
        return recovery.outstanding() > 0
                ? NumberText.count(recovery.outstanding()) + " still outstanding at the end"
                : recovery.nanos().map(OutageText::seconds).orElse(NONE);
    }

    /** {@code kill-node of node-1}, {@code node-1 died}, {@code cut-database}: the name of an outage in a chart. */
    public static String label(RecordedOutage outage) {
        return outage.fault().equals(RecordedOutage.DIED)
                ? outage.target() + " died"
                : outage.fault() + (outage.scope() == Scope.ALL ? "" : " of " + outage.target());
    }

    /** {@code 12, slowest recovery 1.9 s (kill-node of node-1)}; empty if there was no outage. */
    public static Optional<String> summary(Verdicts verdicts) {
        if (verdicts.outages().isEmpty()) {
            return Optional.empty();
        }
        long unrecovered =
                verdicts.outages().stream().filter(o -> o.outstanding() > 0).count();
        String slowest = verdicts.outages().stream()
                .max(Comparator.comparingLong(o -> o.nanos().orElse(Long.MIN_VALUE)))
                .flatMap(o ->
                        o.nanos().map(nanos -> ", slowest recovery " + seconds(nanos) + " (" + label(o.outage()) + ")"))
                .orElse("");
        return Optional.of(NumberText.count(verdicts.outages().size())
                + slowest
                + (unrecovered == 0 ? "" : ", " + NumberText.count(unrecovered) + " not recovered from"));
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
    }
}
