package tribunal.report.page;

import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tribunal.history.Entry;
import tribunal.history.PartitionedHistory;
import tribunal.report.story.OrderStoryBuilder;
import tribunal.report.story.OrderStoryBuilder.Told;
import tribunal.report.story.StoryProse;
import tribunal.report.text.GuaranteeText;
import tribunal.report.text.NumberText;
import tribunal.verify.Verdicts;
import tribunal.verify.verdict.Verdict;
import tribunal.verify.verdict.Violation;

/**
 * The stories of the first few violations of each guarantee, and the links to them. The one that a page opens with is the
 * first whose proof a fault interrupts, for it shows cause and effect; without such a one, the first with a fault, or the
 * first.
 */
final class StorySection {
    private static final int STORIES_MAX = 3;

    private final List<Story> stories;
    private final int opening;

    private record Story(String guarantee, Violation violation, List<Told> told) {
        /** The more, the better it shows how the violation came about. */
        int tells() {
            LongSummaryStatistics proof =
                    violation.proof().stream().mapToLong(Entry::at).summaryStatistics();
            return told.stream()
                    .filter(one -> one.isFault() && one.isNear())
                    .mapToInt(one ->
                            proof.getMin() < one.entry().at() && one.entry().at() < proof.getMax() ? 2 : 1)
                    .max()
                    .orElse(0);
        }
    }

    private StorySection(List<Story> stories) {
        this.stories = stories;
        int most = stories.stream().mapToInt(Story::tells).max().orElse(0);
        this.opening = IntStream.range(0, stories.size())
                .filter(n -> stories.get(n).tells() == most)
                .findFirst()
                .orElse(0);
    }

    static StorySection of(PartitionedHistory history, Verdicts verdicts) {
        OrderStoryBuilder told = OrderStoryBuilder.of(
                history,
                verdicts.guarantees().stream().flatMap(StorySection::first).toList());
        return new StorySection(verdicts.guarantees().stream()
                .flatMap(verdict ->
                        first(verdict).map(violation -> new Story(verdict.guarantee(), violation, told.of(violation))))
                .toList());
    }

    private static Stream<Violation> first(Verdict verdict) {
        return verdict.violations().stream().limit(STORIES_MAX);
    }

    boolean isEmpty() {
        return stories.isEmpty();
    }

    /** The one with which a page opens. */
    Html opening() {
        return Html.element("section", Html.element("h2", Html.text(title(opening))), story(opening))
                .with("class", "story")
                .with("id", id(opening));
    }

    /** All but that one, folded. */
    Html others() {
        Html first = Html.element("a", Html.text(title(opening))).with("href", "#" + id(opening));
        Html where = Html.element("p", Html.text("At the beginning of this page: "), first, Html.text("."));
        return Html.all(
                where,
                Html.all(IntStream.range(0, stories.size())
                        .filter(n -> n != opening)
                        .mapToObj(this::folded)));
    }

    private Html folded(int index) {
        return Html.element("details", Html.element("summary", Html.text(title(index))), story(index))
                .with("class", "story")
                .with("id", id(index));
    }

    private String title(int index) {
        return NumberText.capitalised(stories.get(index).violation().sentence());
    }

    private Html story(int index) {
        Story story = stories.get(index);
        String promise = GuaranteeText.promise(story.guarantee());
        Html broken = Html.element(
                        "p", Html.text("Broken: " + story.guarantee() + ", which promises: " + promise + "."))
                .with("class", "muted");
        Html prose = Html.element("p", Html.text(StoryProse.of(story.told()))).with("class", "prose");
        return Html.all(prose, broken, SwimLane.html(story.violation(), story.told()));
    }

    /** Empty for a violation whose story is not told. */
    Html link(Violation violation) {
        return IntStream.range(0, stories.size())
                .filter(n -> stories.get(n).violation().equals(violation))
                .mapToObj(n -> Html.all(
                        Html.text(" "),
                        Html.element("a", Html.text("Its story")).with("href", "#" + id(n))))
                .findFirst()
                .orElse(Html.text(""));
    }

    private static String id(int index) {
        return "story-" + (index + 1);
    }
}
