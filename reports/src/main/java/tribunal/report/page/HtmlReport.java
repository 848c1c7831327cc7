package tribunal.report.page;

import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tribunal.history.PartitionedHistory;
import tribunal.report.text.DisturbanceText;
import tribunal.report.text.NumberText;
import tribunal.report.text.RunInfo;
import tribunal.report.text.RunText;
import tribunal.verify.Verdicts;
import tribunal.verify.verdict.VerdictStatus;

/** A run as one page that needs no network. A script draws its charts; without it, the page shows data as tables. */
public record HtmlReport(RunInfo run, Verdicts verdicts, StorySection stories, RunCharts charts) {

    /** Returns the page. */
    public static String text(RunInfo run, PartitionedHistory history, Verdicts verdicts) {
        return HtmlPage.fill(
                "run.jte", new HtmlReport(run, verdicts, StorySection.of(history, verdicts), new RunCharts(verdicts)));
    }

    /** Says what the page is about. */
    public String introduction() {
        String counts = String.join(", ", RunText.counts(verdicts));
        return ("Tribunal puts an app under scripted traffic while faults are injected, and judges it by evidence from"
                        + " outside the app. Scenario %s (%s), seed %d, %s of storm%s.")
                .formatted(
                        run.scenario(),
                        run.mode(),
                        run.seed(),
                        NumberText.seconds(run.storm()),
                        counts.isEmpty() ? "" : ": " + counts);
    }

    public List<KeyFigure> keyFigures() {
        return KeyFigure.of(verdicts);
    }

    public boolean isBudgetUnknown() {
        return verdicts.budgets().stream().anyMatch(b -> b.status() == VerdictStatus.UNKNOWN);
    }

    /** Returns the chart of all segments. */
    public Figure byPercentile() {
        return PercentileChart.of("Latency by percentile", verdicts.latencies());
    }

    public List<List<String>> faults() {
        var kinds = new TreeSet<>(verdicts.faults().keySet());
        kinds.addAll(verdicts.decided().keySet());
        kinds.addAll(verdicts.notMet().keySet());
        return DisturbanceText.rows(verdicts, kinds, "-");
    }

    /** Returns the count of each situation other than a crash point. */
    public List<List<String>> situations() {
        return situations(Predicate.not(DisturbanceText::isCrashPoint));
    }

    public List<List<String>> crashPoints() {
        return situations(DisturbanceText::isCrashPoint);
    }

    private List<List<String>> situations(Predicate<String> which) {
        return verdicts.situations().entrySet().stream()
                .filter(s -> which.test(s.getKey()))
                .map(s -> List.of(s.getKey(), NumberText.count(s.getValue())))
                .toList();
    }

    /** Returns the configuration of the run. */
    public List<List<String>> settings() {
        Stream<List<String>> settings = Stream.of(
                List.of("Scenario", run.scenario()),
                List.of("Seed", Long.toString(run.seed())),
                List.of("Mode", run.mode()),
                List.of("Storm", NumberText.seconds(run.storm())),
                List.of("Defect", run.defect().orElse("none")));
        Stream<List<String>> setup = run.setup().entrySet().stream().map(s -> List.of(s.getKey(), s.getValue()));
        return Stream.concat(settings, setup).toList();
    }
}
