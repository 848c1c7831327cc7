package tribunal.report;

import java.util.ArrayList;
import java.util.List;
import tribunal.history.History;
import tribunal.verify.Verdicts;
import tribunal.verify.Violation;

/** The stories of the first few violations of each guarantee, and the links to them. */
final class StorySection {
    private static final int STORIES_MAX = 3;

    private final List<Violation> violations;
    private final List<Html> stories = new ArrayList<>();

    private StorySection(History history, List<Violation> violations) {
        this.violations = violations;
        OrderStories told = OrderStories.of(history, violations);
        for (Violation violation : violations) {
            stories.add(story(violation, SwimLane.html(violation, told.of(violation))));
        }
    }

    static StorySection of(History history, Verdicts verdicts) {
        return new StorySection(
                history,
                verdicts.guarantees().stream()
                        .flatMap(verdict -> verdict.violations().stream().limit(STORIES_MAX))
                        .toList());
    }

    boolean isEmpty() {
        return stories.isEmpty();
    }

    Html html() {
        Html key = Html.element(
                        "p", Html.text("What the verdict rests on is marked as proof; faults are in red, with ⚡."))
                .with("class", "muted");
        return Html.all(key, Html.all(stories));
    }

    /** Only the first is unfolded. */
    private Html story(Violation violation, Html lanes) {
        Html details = Html.element("details", Html.element("summary", Html.text(violation.sentence())), lanes)
                .with("class", "story")
                .with("id", id(stories.size()));
        return stories.isEmpty() ? details.with("open", "open") : details;
    }

    /** Empty for a violation whose story is not told. */
    Html link(Violation violation) {
        int index = violations.indexOf(violation);
        return index < 0
                ? Html.text("")
                : Html.all(
                        Html.text(" "),
                        Html.element("a", Html.text("Its story")).with("href", "#" + id(index)));
    }

    private static String id(int index) {
        return "story-" + (index + 1);
    }
}
