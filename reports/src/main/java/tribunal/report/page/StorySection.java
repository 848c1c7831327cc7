package tribunal.report.page;

import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tribunal.history.Entry;
import tribunal.history.PartitionedHistory;
import tribunal.report.story.OrderStoryBuilder;
import tribunal.report.story.OrderStoryBuilder.StoryEntry;
import tribunal.report.story.StoryProse;
import tribunal.report.text.NumberText;
import tribunal.verify.Judge;
import tribunal.verify.Verdicts;
import tribunal.verify.verdict.Verdict;
import tribunal.verify.verdict.Violation;

/**
 * The stories of the first three violations of each guarantee, and the links to them. A page opens with the first
 * story whose proof a fault interrupts, since it shows cause and effect. If there is none, it opens with the first
 * story with a fault, or with the first story.
 */
final class StorySection {
    private static final int STORIES_MAX = 3;

    private final List<Story> stories;
    private final int opening;

    private record Story(String guarantee, Violation violation, List<StoryEntry> entries) {
        /**
         * Rates how well the story shows a cause: 2 for a fault amid the proof, 1 for another fault near it, else 0.
         */
        int causeRating() {
            LongSummaryStatistics proof =
                    violation.proof().stream().mapToLong(Entry::at).summaryStatistics();
            return entries.stream()
                    .filter(e -> e.isFault() && e.isNear())
                    .mapToInt(e -> proof.getMin() < e.entry().at() && e.entry().at() < proof.getMax() ? 2 : 1)
                    .max()
                    .orElse(0);
        }
    }

    private StorySection(List<Story> stories) {
        this.stories = stories;
        int best = stories.stream().mapToInt(Story::causeRating).max().orElse(0);
        this.opening = IntStream.range(0, stories.size())
                .filter(n -> stories.get(n).causeRating() == best)
                .findFirst()
                .orElse(0);
    }

    static StorySection of(PartitionedHistory history, Verdicts verdicts) {
        OrderStoryBuilder builder = OrderStoryBuilder.of(
                history,
                verdicts.guarantees().stream().flatMap(StorySection::first).toList());
        return new StorySection(verdicts.guarantees().stream()
                .flatMap(verdict -> first(verdict)
                        .map(violation -> new Story(verdict.guarantee(), violation, builder.of(violation))))
                .toList());
    }

    private static Stream<Violation> first(Verdict verdict) {
        return verdict.violations().stream().limit(STORIES_MAX);
    }

    boolean isEmpty() {
        return stories.isEmpty();
    }

    Html opening() {
        return Html.element("section", Html.element("h2", Html.text(title(opening))), story(opening))
                .with("class", "story")
                .with("id", id(opening));
    }

    /** Returns all other stories, folded. */
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
        String promise = Judge.promise(story.guarantee());
        Html broken = Html.element(
                        "p", Html.text("Broken: " + story.guarantee() + ", which promises: " + promise + "."))
                .with("class", "muted");
        Html prose =
                Html.element("p", Html.text(StoryProse.of(story.entries()))).with("class", "prose");
        return Html.all(prose, broken, SwimLane.html(story.violation(), story.entries()));
    }

    /** Returns the link to the story of a violation; empty if the page does not have that story. */
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
