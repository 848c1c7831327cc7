package tribunal.trial;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import tribunal.history.AppModel;
import tribunal.history.History;
import tribunal.verify.Judge;
import tribunal.verify.verdict.Verdict;
import tribunal.verify.verdict.VerdictStatus;
import tribunal.verify.verdict.Violation;

/**
 * A trial of every mutation operator on recordings of the sound app. Each lie is judged twice: as Foodcourt's, and in other
 * words by a model in those words. Both verdicts must be the same.
 */
public final class MutationTrial {
    /**
     * Scenarios whose recordings offer every operator a place: every fault, exact times, and deliveries that always
     * fail.
     */
    public static final List<String> SCENARIOS = List.of("everything", "brief-outages", "poisoned-event");

    private final AppModel model;
    private final OtherWords otherWords;
    private final Map<MutationOperator, OperatorResult> results = new LinkedHashMap<>();

    /**
     * The result of one operator.
     *
     * @param changedVerdicts the verdicts that it must change
     * @param places how many recordings offered a place for it
     * @param wrong each unexpected verdict, in words
     */
    public record OperatorResult(
            String name, String lie, SortedMap<String, VerdictStatus> changedVerdicts, int places, List<String> wrong) {
        private static OperatorResult of(MutationOperator mutation, int places, List<String> wrong) {
            return new OperatorResult(mutation.name(), mutation.lie(), mutation.changedVerdicts(), places, wrong);
        }

        /** Whether it was tried, and each guarantee had the expected verdict. */
        public boolean isKilled() {
            return places > 0 && wrong.isEmpty();
        }

        private OperatorResult and(OperatorResult other) {
            List<String> all = new ArrayList<>(wrong);
            all.addAll(other.wrong);
            return new OperatorResult(name, lie, changedVerdicts, places + other.places, all);
        }
    }

    public MutationTrial(AppModel model) {
        this.model = model;
        this.otherWords = new OtherWords(model);
    }

    /**
     * Tries all operators on one valid history.
     *
     * @param name the history's name in reports of unexpected verdicts
     */
    public void tryOn(String name, History valid) {
        SortedMap<String, VerdictStatus> before = new TreeMap<>();
        verdicts(valid).values().forEach(v -> before.put(v.guarantee(), v.status()));
        RecordedHistory recording = new RecordedHistory(valid);
        for (MutationOperator mutation : recording.judgesWaiting() ? MutationCatalogue.OF_WAITING : all()) {
            tryOn(name, recording, before, mutation);
        }
        otherWords.forget();
    }

    private static List<MutationOperator> all() {
        return Stream.concat(MutationCatalogue.ALL.stream(), Stream.of(MutationCatalogue.CANARY))
                .toList();
    }

    private void tryOn(
            String name,
            RecordedHistory recording,
            SortedMap<String, VerdictStatus> before,
            MutationOperator mutation) {
        Optional<RecordedHistory> lie = mutation.change().apply(recording);
        if (lie.isEmpty()) {
            return;
        }
        List<String> wrong = new ArrayList<>();
        SortedMap<String, Verdict> after = verdicts(lie.get().history());
        verdicts(otherWords.translated(lie.get().history()), otherWords.model()).forEach((guarantee, other) -> {
            if (other.status() != Objects.requireNonNull(after.get(guarantee)).status()) {
                wrong.add("%s on %s: in other words %s said %s (%s)"
                        .formatted(
                                mutation.name(), name, guarantee, other.status().label(), why(other)));
            }
        });
        before.forEach((guarantee, status) -> {
            Verdict actual = Objects.requireNonNull(after.get(guarantee));
            VerdictStatus expected = mutation.changedVerdicts().getOrDefault(guarantee, status);
            if (actual.status() != expected && !isOnlyExercised(expected, actual.status())) {
                String said = "%s said %s (%s), expected %s"
                        .formatted(guarantee, actual.status().label(), why(actual), expected.label());
                wrong.add("%s on %s: %s".formatted(mutation.name(), name, said));
            }
        });
        results.merge(mutation, OperatorResult.of(mutation, 1, wrong), OperatorResult::and);
    }

    /** Whether a lie gave a guarantee its first opportunity, and the guarantee was kept: what was added is harmless. */
    private static boolean isOnlyExercised(VerdictStatus expected, VerdictStatus actual) {
        return expected == VerdictStatus.NOT_EXERCISED && actual == VerdictStatus.VALID;
    }

    private static String why(Verdict verdict) {
        return verdict.violations().stream()
                .map(Violation::sentence)
                .findFirst()
                .orElse(verdict.reason() == null ? verdict.summary() : verdict.reason());
    }

    private SortedMap<String, Verdict> verdicts(History history) {
        return verdicts(history, model);
    }

    private static SortedMap<String, Verdict> verdicts(History history, AppModel model) {
        SortedMap<String, Verdict> verdicts = new TreeMap<>();
        Judge.judgeGuarantees(history, model).guarantees().forEach(v -> verdicts.put(v.guarantee(), v));
        return verdicts;
    }

    /**
     * The results of all operators.
     *
     * @param tried each operator, in the order of the catalogue
     * @param canary the planted operator with a wrong expectation, which must be found wrong wherever it is tried
     */
    public record Outcome(List<OperatorResult> tried, OperatorResult canary) {
        /** Whether the wrong expectation was tried, and found wrong each time. */
        public boolean isCanaryNoticed() {
            return canary.places() > 0 && canary.wrong().size() >= canary.places();
        }

        /** Adds the results of other recordings. */
        public Outcome and(Outcome other) {
            List<OperatorResult> both = new ArrayList<>();
            for (int n = 0; n < tried.size(); n++) {
                both.add(tried.get(n).and(other.tried.get(n)));
            }
            return new Outcome(both, canary.and(other.canary));
        }
    }

    public Outcome outcome() {
        return new Outcome(MutationCatalogue.ALL.stream().map(this::tried).toList(), tried(MutationCatalogue.CANARY));
    }

    private OperatorResult tried(MutationOperator mutation) {
        return results.getOrDefault(mutation, OperatorResult.of(mutation, 0, List.of()));
    }
}
