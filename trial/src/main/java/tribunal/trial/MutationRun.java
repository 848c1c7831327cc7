package tribunal.trial;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tribunal.history.AppModel;
import tribunal.history.History;
import tribunal.verify.Judge;
import tribunal.verify.verdict.Verdict;
import tribunal.verify.verdict.VerdictStatus;
import tribunal.verify.verdict.Violation;

/** Every mutation operator, tried on recordings of the sound app. */
public final class MutationRun {
    /** The scenarios whose recordings offer every operator a place: with every fault, and with exact times. */
    public static final List<String> SCENARIOS = List.of("everything", "brief-outages");

    private final AppModel model;
    private final Map<HistoryMutation, Integer> places = new LinkedHashMap<>();
    private final Map<HistoryMutation, List<String>> wrong = new LinkedHashMap<>();

    /**
     * What came of one operator.
     *
     * @param name the operator's
     * @param flips what it must make guarantees say
     * @param places how many recordings offered a place for it
     * @param wrong each verdict that was not as it must be, in words
     */
    public record Tried(
            String name, String lie, SortedMap<String, VerdictStatus> flips, int places, List<String> wrong) {
        /** It was tried, and each guarantee said what it must. */
        public boolean isKilled() {
            return places > 0 && wrong.isEmpty();
        }

        private Tried and(Tried other) {
            List<String> all = new ArrayList<>(wrong);
            all.addAll(other.wrong);
            return new Tried(name, lie, flips, places + other.places, all);
        }
    }

    public MutationRun(AppModel model) {
        this.model = model;
    }

    /**
     * Tries all of them on one valid history.
     *
     * @param name how to call it where a verdict is wrong
     */
    public void tryOn(String name, History valid) {
        SortedMap<String, VerdictStatus> before = new TreeMap<>();
        verdicts(valid).values().forEach(v -> before.put(v.guarantee(), v.ruling()));
        RecordedHistory recording = new RecordedHistory(valid);
        for (HistoryMutation mutator : recording.isExact() ? MutationCatalogue.OF_WAITING : all()) {
            tryOn(name, recording, before, mutator);
        }
    }

    private static List<HistoryMutation> all() {
        List<HistoryMutation> all = new ArrayList<>(MutationCatalogue.ALL);
        all.add(MutationCatalogue.CANARY);
        return all;
    }

    private void tryOn(
            String name, RecordedHistory recording, SortedMap<String, VerdictStatus> before, HistoryMutation mutator) {
        Optional<History> lie = mutator.change().apply(recording);
        if (lie.isEmpty()) {
            return;
        }
        places.merge(mutator, 1, Integer::sum);
        SortedMap<String, Verdict> after = verdicts(lie.get());
        before.entrySet().forEach(one -> {
            Verdict said = Objects.requireNonNull(after.get(one.getKey()));
            if (said.ruling() != mutator.expected(one)) {
                wrong.computeIfAbsent(mutator, _ -> new ArrayList<>())
                        .add("%s on %s: %s said %s (%s), expected %s"
                                .formatted(
                                        mutator.name(),
                                        name,
                                        one.getKey(),
                                        said.ruling().label(),
                                        why(said),
                                        mutator.expected(one).label()));
            }
        });
    }

    private static String why(Verdict verdict) {
        return verdict.violations().stream()
                .map(Violation::sentence)
                .findFirst()
                .orElse(verdict.reason() == null ? verdict.summary() : verdict.reason());
    }

    private SortedMap<String, Verdict> verdicts(History history) {
        SortedMap<String, Verdict> verdicts = new TreeMap<>();
        Judge.rulings(history, model).guarantees().forEach(v -> verdicts.put(v.guarantee(), v));
        return verdicts;
    }

    /**
     * What came of all.
     *
     * @param tried each operator, in the order of the catalogue
     * @param canary the wrong expectation that is planted among the right ones; it must be found wrong wherever it is tried
     */
    public record Outcome(List<Tried> tried, Tried canary) {
        /** The wrong expectation was tried, and found wrong each time. */
        public boolean isCanaryNoticed() {
            return canary.places() > 0 && canary.wrong().size() >= canary.places();
        }

        /** Of other recordings too. */
        public Outcome and(Outcome other) {
            List<Tried> both = new ArrayList<>();
            for (int n = 0; n < tried.size(); n++) {
                both.add(tried.get(n).and(other.tried.get(n)));
            }
            return new Outcome(both, canary.and(other.canary));
        }
    }

    public Outcome outcome() {
        return new Outcome(MutationCatalogue.ALL.stream().map(this::tried).toList(), tried(MutationCatalogue.CANARY));
    }

    private Tried tried(HistoryMutation mutator) {
        return new Tried(
                mutator.name(),
                mutator.lie(),
                mutator.flips(),
                places.getOrDefault(mutator, 0),
                wrong.getOrDefault(mutator, List.of()));
    }
}
