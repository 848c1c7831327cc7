package tribunal.verify.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tribunal.history.AppModel;
import tribunal.history.Entry;

/** Collects what one verifier finds in the evidence, and derives its verdict. */
public final class Findings {
    static final String CUT_SHORT = "the history was cut short";
    private static final int SHOWN = 20;
    private static final int KINDS_NAMED = 3;

    private final boolean whole;
    private final List<Violation> violations = new ArrayList<>();
    private final SortedMap<String, KindCount> kinds = new TreeMap<>();
    private final Map<String, Long> doubts = new LinkedHashMap<>();
    private final SortedMap<String, Long> checked = new TreeMap<>();
    private final SortedSet<String> undeclared = new TreeSet<>();
    private final SortedSet<String> unobserved = new TreeSet<>();
    private long total;
    private long opportunities;
    private String summary = "";

    /** How often a kind of violation was found, and when the first one was proven. */
    private record KindCount(long count, long first) {
        KindCount plus(KindCount other) {
            return new KindCount(count + other.count, Math.min(first, other.first));
        }
    }

    /** Creates empty findings for a history that is {@code whole}, that is, was not cut short. */
    public Findings(boolean whole) {
        this.whole = whole;
        if (!whole) {
            doubt(CUT_SHORT);
        }
    }

    /**
     * Adds a violation that is proven by entries.
     *
     * @param kind a phrase that follows a number: {@code order charged twice}
     */
    public void report(String kind, Violation violation) {
        kinds.merge(kind, new KindCount(1, time(violation)), KindCount::plus);
        total++;
        violations.add(violation);
        if (violations.size() > 2 * SHOWN) {
            keepShown();
        }
    }

    /** Adds the violation that {@link #violation} creates of the same arguments. */
    public void report(String kind, String sentence, @Nullable String entity, List<? extends Entry> proof) {
        report(kind, violation(sentence, entity, proof));
    }

    /** Keeps only the earliest violations, as many as are shown: there can be thousands. */
    private void keepShown() {
        violations.sort(Comparator.comparingLong(Findings::time).thenComparing(Violation::sentence));
        violations
                .subList(Math.min(SHOWN, violations.size()), violations.size())
                .clear();
    }

    /** Adds a violation that is proven by missing entries. It is ignored if the history was cut short. */
    public void reportAbsence(String kind, String sentence, @Nullable String entity, List<? extends Entry> proof) {
        if (whole) {
            report(kind, sentence, entity, proof);
        }
    }

    /** Adds a reason why no verdict can be given. Equal reasons are counted, not repeated. */
    public void doubt(String reason) {
        doubts.merge(reason, 1L, Long::sum);
    }

    /** Adds the violations of other findings. */
    public void addAll(Findings others) {
        others.kinds.forEach((kind, found) -> kinds.merge(kind, found, KindCount::plus));
        total += others.total;
        violations.addAll(others.violations);
        keepShown();
    }

    /** Adds the violations of other findings as doubts, with the reason why they prove nothing. */
    public void doubtInsteadOf(Findings others, String reason) {
        others.kinds.forEach((kind, found) -> doubt(FindingText.count(found.count(), kind) + ", but " + reason));
    }

    public void countChecked(String what, long n) {
        checked.merge(what, n, Long::sum);
    }

    /** How much of this kind was checked so far. */
    public long checked(String what) {
        return checked.getOrDefault(what, 0L);
    }

    public void countOpportunities(long n) {
        opportunities += n;
    }

    /** Sets the one-line summary of what was checked. The verdict shows it only if there are no violations. */
    public void summarize(String line) {
        summary = line;
    }

    /** Adds a part that is not judged because the model does not declare it; the summary names it. */
    public void noteUndeclared(String part) {
        undeclared.add(part);
    }

    /** Adds a part of which the model says that the history does not show it; the summary names it. */
    public void noteUnobserved(String part) {
        unobserved.add(part);
    }

    /** Adds claims and settles, as far as the model says that the history does not show them. */
    public void noteUnobservedParts(AppModel model) {
        if (!model.observesClaims()) {
            noteUnobserved("claims");
        }
        if (!model.observesSettles()) {
            noteUnobserved("settles");
        }
    }

    private String summary() {
        return summary
                + (undeclared.isEmpty() ? "" : "; not declared: " + String.join(", ", undeclared))
                + (unobserved.isEmpty() ? "" : "; not observed: " + String.join(", ", unobserved));
    }

    public Verdict verdict(String guarantee, boolean isDemanded) {
        keepShown();
        VerdictStatus status = status(isDemanded);
        return new Verdict(
                guarantee,
                status,
                violations.isEmpty() ? summary() : violationSummary(),
                checked,
                opportunities,
                total,
                List.copyOf(violations),
                status == VerdictStatus.UNKNOWN ? reason() : null);
    }

    private VerdictStatus status(boolean isDemanded) {
        if (!violations.isEmpty()) {
            return VerdictStatus.INVALID;
        }
        if (!doubts.isEmpty()) {
            return VerdictStatus.UNKNOWN;
        }
        if (opportunities == 0) {
            return isDemanded ? VerdictStatus.UNKNOWN : VerdictStatus.NOT_EXERCISED;
        }
        return VerdictStatus.VALID;
    }

    private String reason() {
        return doubts.isEmpty()
                ? "nothing gave it an opportunity to fail"
                        + (unobserved.isEmpty() ? "" : " (" + FindingText.unobserved(unobserved) + ")")
                : doubts.entrySet().stream()
                        .map(d -> d.getValue() == 1 ? d.getKey() : d.getKey() + " (" + d.getValue() + " times)")
                        .collect(Collectors.joining("; "));
    }

    private String violationSummary() {
        String found = kinds.entrySet().stream()
                .sorted(Comparator.comparingLong(kind -> kind.getValue().first()))
                .limit(KINDS_NAMED)
                .map(kind -> FindingText.count(kind.getValue().count(), kind.getKey()))
                .collect(Collectors.joining(", "));
        return found + (kinds.size() > KINDS_NAMED ? " and more" : "") + firstText(violations.getFirst());
    }

    private static String firstText(Violation violation) {
        @Nullable String entity = violation.entity();
        return ", first: " + (entity == null ? violation.sentence() : FindingText.entity(entity));
    }

    private static long time(Violation violation) {
        return violation.proof().getLast().at();
    }

    /** Creates a violation. The proof needs at least one entry; it is sorted by time and duplicates are removed. */
    public static Violation violation(String sentence, @Nullable String entity, List<? extends Entry> proof) {
        return new Violation(
                sentence,
                entity,
                proof.stream()
                        .distinct()
                        .sorted(Comparator.comparingLong(Entry::at))
                        .map(Entry.class::cast)
                        .toList());
    }
}
