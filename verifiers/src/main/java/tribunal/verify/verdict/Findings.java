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
import tribunal.history.Entry;

/** What one verifier finds, as it goes through the evidence; its verdict in the end. */
public final class Findings {
    static final String CUT_SHORT = "the history was cut short";
    private static final int SHOWN = 20;
    private static final int KINDS_NAMED = 3;

    private final boolean whole;
    private final List<Violation> violations = new ArrayList<>();
    private final SortedMap<String, Kind> kinds = new TreeMap<>();
    private final Map<String, Long> doubts = new LinkedHashMap<>();
    private final SortedMap<String, Long> checked = new TreeMap<>();
    private long total;
    private long opportunities;
    private final SortedSet<String> undeclared = new TreeSet<>();
    private String summary = "";

    /** How often a kind of violation was found, and when the first of them was proven. */
    private record Kind(long count, long first) {
        Kind and(Kind other) {
            return new Kind(count + other.count, Math.min(first, other.first));
        }
    }

    /** {@code whole}: the history was not cut short. */
    public Findings(boolean whole) {
        this.whole = whole;
        if (!whole) {
            doubt(CUT_SHORT);
        }
    }

    /** A breach that present entries prove. {@code kind} reads after a number: {@code order charged twice}. */
    public void violated(String kind, Violation violation) {
        kinds.merge(kind, new Kind(1, time(violation)), Kind::and);
        total++;
        violations.add(violation);
        if (violations.size() > 2 * SHOWN) {
            keepShown();
        }
    }

    /** Of thousands only those that are shown are kept. */
    private void keepShown() {
        violations.sort(Comparator.comparingLong(Findings::time).thenComparing(Violation::sentence));
        violations
                .subList(Math.min(SHOWN, violations.size()), violations.size())
                .clear();
    }

    /** A breach that rests on the absence of entries: in a history that was cut short it proves nothing. */
    public void absent(String kind, Violation violation) {
        if (whole) {
            violated(kind, violation);
        }
    }

    /** Why no verdict can be given. The same reason is counted, not repeated. */
    public void doubt(String reason) {
        doubts.merge(reason, 1L, Long::sum);
    }

    /** The violations of others as its own. */
    public void addAll(Findings others) {
        others.kinds.forEach((kind, found) -> kinds.merge(kind, found, Kind::and));
        total += others.total;
        violations.addAll(others.violations);
        keepShown();
    }

    /** Why what others found convicts nobody; nothing if they found nothing. */
    public void doubtInsteadOf(Findings others, String reason) {
        others.kinds.forEach((kind, found) -> doubt(FindingText.count(found.count(), kind) + ", but " + reason));
    }

    public void checked(String what, long n) {
        checked.merge(what, n, Long::sum);
    }

    /** How much of it was looked at so far. */
    public long checked(String what) {
        return checked.getOrDefault(what, 0L);
    }

    public void opportunities(long n) {
        opportunities += n;
    }

    /** What was checked, in one line; violations take its place. */
    public void summary(String line) {
        summary = line;
    }

    /** The model does not declare it, so it is not judged: the summary says so. */
    public void undeclared(String part) {
        undeclared.add(part);
    }

    private String summary() {
        return undeclared.isEmpty() ? summary : summary + "; not declared: " + String.join(", ", undeclared);
    }

    public Verdict verdict(String guarantee, boolean demanded) {
        keepShown();
        VerdictStatus ruling = ruling(demanded);
        return new Verdict(
                guarantee,
                ruling,
                violations.isEmpty() ? summary() : accusation(),
                checked,
                opportunities,
                total,
                List.copyOf(violations),
                ruling == VerdictStatus.UNKNOWN ? reason() : null);
    }

    private VerdictStatus ruling(boolean demanded) {
        if (!violations.isEmpty()) {
            return VerdictStatus.INVALID;
        }
        if (!doubts.isEmpty()) {
            return VerdictStatus.UNKNOWN;
        }
        if (opportunities == 0) {
            return demanded ? VerdictStatus.UNKNOWN : VerdictStatus.NOT_EXERCISED;
        }
        return VerdictStatus.VALID;
    }

    private String reason() {
        return doubts.isEmpty()
                ? "nothing gave it an opportunity to fail"
                : doubts.entrySet().stream()
                        .map(d -> d.getValue() == 1 ? d.getKey() : d.getKey() + " (" + d.getValue() + " times)")
                        .collect(Collectors.joining("; "));
    }

    private String accusation() {
        String found = kinds.entrySet().stream()
                .sorted(Comparator.comparingLong(kind -> kind.getValue().first()))
                .limit(KINDS_NAMED)
                .map(kind -> FindingText.count(kind.getValue().count(), kind.getKey()))
                .collect(Collectors.joining(", "));
        return found + (kinds.size() > KINDS_NAMED ? " and more" : "") + first(violations.getFirst());
    }

    private static String first(Violation violation) {
        @Nullable String order = violation.order();
        return ", first: " + (order == null ? violation.sentence() : FindingText.order(order));
    }

    private static long time(Violation violation) {
        return violation.proof().getLast().at();
    }

    /** Proof, of one entry at least, in the order of time. */
    public static Violation violation(String sentence, @Nullable String order, List<? extends Entry> proof) {
        return new Violation(
                sentence,
                order,
                proof.stream()
                        .distinct()
                        .sorted(Comparator.comparingLong(Entry::at))
                        .map(Entry.class::cast)
                        .toList());
    }
}
