package tribunal.report.page;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import tribunal.report.text.FaultWindowText;
import tribunal.report.text.NumberText;
import tribunal.verify.Verdicts;

/** The faults that were injected, and the situations that occurred. */
final class FaultSection {
    private static final String CRASH_POINT = "crash-point(";

    private FaultSection() {}

    static Html html(Verdicts verdicts) {
        Html tables = Html.all(faults(verdicts), situations(verdicts));
        return Html.all(
                Html.element("div", tables).with("class", "pair"),
                list("Fault windows", FaultWindowText.windows(verdicts)),
                list("Drift from the first to the last third of the storm", FaultWindowText.drifts(verdicts)));
    }

    private static Html faults(Verdicts verdicts) {
        Set<String> kinds = new TreeSet<>(verdicts.faults().keySet());
        kinds.addAll(verdicts.planned().keySet());
        kinds.addAll(verdicts.overtaken().keySet());
        List<List<Html>> rows = kinds.stream()
                .map(kind -> List.of(
                        Html.text(kind),
                        count(verdicts.planned(), kind),
                        count(verdicts.faults(), kind),
                        count(verdicts.overtaken(), kind)))
                .toList();
        return new HtmlTable(
                        "Faults: planned for attempts that came, met, and overtaken by another",
                        List.of("Fault", "Planned", "Met", "Overtaken"),
                        Set.of("Planned", "Met", "Overtaken"),
                        rows)
                .html();
    }

    private static Html count(Map<String, Long> counts, String kind) {
        return Html.text(counts.containsKey(kind) ? NumberText.count(counts.getOrDefault(kind, 0L)) : "-");
    }

    private static Html situations(Verdicts verdicts) {
        Predicate<String> isCrashPoint = what -> what.startsWith(CRASH_POINT);
        Html points = counts("Points at which an attempt crashed", of(verdicts, isCrashPoint));
        Html folded = verdicts.situations().keySet().stream().noneMatch(isCrashPoint)
                ? Html.text("")
                : Html.element("details", Html.element("summary", Html.text("Crash points")), points);
        return Html.element("div", counts("Situations that occurred", of(verdicts, isCrashPoint.negate())), folded);
    }

    private static SortedMap<String, Long> of(Verdicts verdicts, Predicate<String> which) {
        SortedMap<String, Long> counts = new TreeMap<>(verdicts.situations());
        counts.keySet().removeIf(which.negate());
        return counts;
    }

    private static Html counts(String caption, SortedMap<String, Long> counts) {
        List<List<Html>> rows = counts.entrySet().stream()
                .map(c -> List.of(Html.text(c.getKey()), Html.text(NumberText.count(c.getValue()))))
                .toList();
        return new HtmlTable(caption, List.of("Situation", "Count"), Set.of("Count"), rows).html();
    }

    private static Html list(String caption, List<String> lines) {
        List<List<Html>> rows =
                lines.stream().map(line -> List.of(Html.text(line))).toList();
        return rows.isEmpty() ? Html.text("") : new HtmlTable(caption, List.of(caption), Set.of(), rows).html();
    }
}
