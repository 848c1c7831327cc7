package tribunal.report.compare;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tribunal.report.page.Figure;
import tribunal.report.page.HtmlPage;
import tribunal.report.page.PercentileChart;
import tribunal.report.text.NumberText;
import tribunal.verify.compare.ComparedRun;
import tribunal.verify.compare.Comparison;
import tribunal.verify.compare.SegmentChange;
import tribunal.verify.measure.SegmentLatency;

/** A comparison as a page: the conclusion, the budgets, each segment's change with its interval, and the curves. */
public record ComparisonHtml(Comparison comparison) {

    public static String text(Comparison comparison) {
        return HtmlPage.fill("comparison.jte", new ComparisonHtml(comparison));
    }

    /** Returns a chart for each segment, with a line for each side. */
    public List<Figure> curves() {
        return comparison.segments().stream().map(ComparisonHtml::curve).toList();
    }

    private static Figure curve(SegmentChange segment) {
        return PercentileChart.of(
                segment.segment(),
                List.of(
                        new SegmentLatency("baseline", segment.base(), null),
                        new SegmentLatency("candidate", segment.candidate(), null)));
    }

    /** Returns the parts; the part with the largest change comes first. */
    public List<List<String>> parts() {
        return comparison.parts().stream()
                .sorted(Comparator.comparingLong(part -> -Math.abs(added(part))))
                .map(ComparisonHtml::part)
                .toList();
    }

    private static long added(SegmentChange part) {
        return part.candidatePerEntity() - part.basePerEntity();
    }

    private static List<String> part(SegmentChange part) {
        return List.of(
                part.segment(),
                NumberText.millisText(part.basePerEntity()),
                NumberText.millisText(part.candidatePerEntity()),
                (added(part) < 0 ? "-" : "+") + NumberText.millisText(Math.abs(added(part))),
                part.change(50).map(ComparisonText::brief).orElse("-"),
                part.change(99).map(ComparisonText::brief).orElse("-"));
    }

    /** Returns the runs of both sides, and why some were not compared. */
    public List<List<String>> runs() {
        return Stream.concat(
                        comparison.base().stream().map(run -> run("baseline", run)),
                        comparison.candidate().stream().map(run -> run("candidate", run)))
                .toList();
    }

    private static List<String> run(String side, ComparedRun run) {
        return List.of(
                run.name(),
                side,
                run.unusable().map(why -> "not compared: it " + why).orElse("compared"));
    }
}
