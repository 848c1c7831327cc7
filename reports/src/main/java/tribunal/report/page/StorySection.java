package tribunal.report.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tribunal.history.Entry;
import tribunal.history.PartitionedHistory;
import tribunal.report.story.StoryBuilder;
import tribunal.report.story.StoryBuilder.StoryEntry;
import tribunal.report.text.NumberText;
import tribunal.verify.Verdicts;
import tribunal.verify.verdict.Verdict;
import tribunal.verify.verdict.Violation;

/**
 * The stories of the first three violations of each guarantee. A page opens with the first story whose proof a fault
 * interrupts, since it shows cause and effect. If there is none, it opens with the first story with a fault, or with
 * the first story.
 */
public record StorySection(List<Story> stories) {
    private static final int STORIES_MAX = 3;

    /** The story of a violation; its id is unique in the page. */
    public record Story(String id, String guarantee, Violation violation, List<StoryEntry> entries) {
        public String title() {
            return NumberText.capitalised(violation.sentence());
        }

        /** Rates how well the story shows a cause: 2 for a fault amid the proof, 1 for another near it, else 0. */
        int causeRating() {
            var proof = violation.proof().stream().mapToLong(Entry::at).summaryStatistics();
            return entries.stream()
                    .filter(e -> e.isFault() && e.isNear())
                    .mapToInt(e -> proof.getMin() < e.entry().at() && e.entry().at() < proof.getMax() ? 2 : 1)
                    .max()
                    .orElse(0);
        }
    }

    static StorySection of(PartitionedHistory history, Verdicts verdicts) {
        StoryBuilder builder = StoryBuilder.of(
                history,
                verdicts.guarantees().stream().flatMap(StorySection::first).toList());
        List<Story> stories = new ArrayList<>();
        for (Verdict verdict : verdicts.guarantees()) {
            first(verdict)
                    .forEach(violation -> stories.add(new Story(
                            "story-" + (stories.size() + 1), verdict.guarantee(), violation, builder.of(violation))));
        }
        return new StorySection(stories);
    }

    private static Stream<Violation> first(Verdict verdict) {
        return verdict.violations().stream().limit(STORIES_MAX);
    }

    /** Returns the story with which a page opens; empty if there are no stories. */
    public Optional<Story> opening() {
        return stories.stream().max(Comparator.comparingInt(Story::causeRating));
    }

    /** Returns the story of a violation; empty if the page does not have it. */
    public Optional<Story> of(Violation violation) {
        return stories.stream()
                .filter(story -> story.violation().equals(violation))
                .findFirst();
    }
}
