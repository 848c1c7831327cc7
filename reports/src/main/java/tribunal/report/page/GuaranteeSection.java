package tribunal.report.page;

import java.util.List;
import java.util.stream.Collectors;
import tribunal.report.text.NumberText;
import tribunal.report.text.ProofText;
import tribunal.report.text.RunText;
import tribunal.verify.Judge;
import tribunal.verify.Verdicts;
import tribunal.verify.verdict.Verdict;
import tribunal.verify.verdict.VerdictStatus;
import tribunal.verify.verdict.Violation;

/** The section of guarantees: each with its promise, its verdict, what was checked, and its violations with proof. */
final class GuaranteeSection {
    private final Verdicts verdicts;
    private final StorySection stories;

    GuaranteeSection(Verdicts verdicts, StorySection stories) {
        this.verdicts = verdicts;
        this.stories = stories;
    }

    Html html() {
        return Html.element("ul", Html.all(verdicts.guarantees().stream().map(this::guarantee)))
                .with("class", "guarantees");
    }

    private Html guarantee(Verdict verdict) {
        Html name = Html.element("h3", Html.text(verdict.guarantee()), Html.text(" "), ruling(verdict.status()));
        Html promise = muted(Judge.promise(verdict.guarantee()));
        Html finding = Html.element("p", Html.text(RunText.finding(verdict)));
        return Html.element(
                "li",
                Html.element("div", name, promise),
                Html.element("div", finding, muted(checked(verdict)), violations(verdict)));
    }

    private static Html muted(String text) {
        return text.isEmpty()
                ? Html.text("")
                : Html.element("p", Html.text(text)).with("class", "muted");
    }

    private static Html ruling(VerdictStatus ruling) {
        String colour =
                switch (ruling) {
                    case VALID -> "valid";
                    case INVALID -> "invalid";
                    case UNKNOWN -> "unknown";
                    case NOT_EXERCISED -> "muted";
                };
        return Html.element("span", Html.text(ruling.label())).with("class", "badge " + colour);
    }

    private static String checked(Verdict verdict) {
        String parts = verdict.checked().entrySet().stream()
                .map(c -> NumberText.count(c.getValue()) + " " + c.getKey())
                .collect(Collectors.joining(", "));
        String opportunities =
                NumberText.count(verdict.opportunities(), "opportunity", "opportunities") + " to break it";
        return "Checked: " + (parts.isEmpty() ? "" : parts + "; ") + opportunities + ".";
    }

    private Html violations(Verdict verdict) {
        List<Violation> shown = verdict.violations();
        if (shown.isEmpty()) {
            return Html.text("");
        }
        String all = NumberText.count(verdict.total(), "violation", "violations");
        String title = shown.size() < verdict.total()
                ? all + ", the first " + shown.size() + " with proof"
                : all + " with proof";
        Html list = Html.element("ol", Html.all(shown.stream().map(this::violation)));
        return Html.element("details", Html.element("summary", Html.text(title)), list);
    }

    private Html violation(Violation violation) {
        Html sentence = Html.element("p", Html.text(violation.sentence()), stories.link(violation));
        String proof = String.join("\n", ProofText.most(violation));
        return Html.element(
                "li", sentence, Html.element("pre", Html.text(proof)).with("tabindex", "0"));
    }
}
