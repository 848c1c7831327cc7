package tribunal.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tribunal.history.AppModel;
import tribunal.history.JudgeLimits;
import tribunal.scenario.ScenarioOverrides;
import tribunal.scenario.file.ScenarioCatalogue;
import tribunal.simulation.SimulatedRun;
import tribunal.simulation.SimulationResult;
import tribunal.simulation.decision.SeedInputs;
import tribunal.simulation.time.NoProgressException;
import tribunal.verify.Judge;
import tribunal.verify.verdict.VerdictStatus;

/**
 * The app in simulation, seed after seed, until something is wrong with it. {@code make mutate-app} runs these tests
 * against each mutant of the app: what they say of a mutant is what the judge would say of that bug. The property
 * {@code mutants.seeds} says how many seeds of which scenario: {@code swarm=24+everything=6}.
 */
class SoundAppTest {
    private static final String FEW = "swarm=3+everything=1+brief-outages=2";
    private static final Pattern PLUS = Pattern.compile("+", Pattern.LITERAL);

    /** A seed of a scenario. */
    private record Start(String scenario, SeedInputs trials, long seed) {
        SimulationResult run() throws InterruptedException {
            return SimulatedRun.run(trials.of(seed), model(), JudgeLimits.DEFAULT);
        }

        AppModel model() {
            return ScenarioCatalogue.model(trials.of(seed).scenario());
        }

        String says(String what) {
            return "./tribunal simulate --scenario %s --seed %d --seeds 1: %s".formatted(scenario, seed, what);
        }
    }

    /** What the judge proves. A run that cannot go on proves nothing here. */
    @Test
    void no_guarantee_is_broken() throws InterruptedException {
        for (Start start : starts(1)) {
            assertThat(broken(start)).as("guarantees broken").isEmpty();
        }
    }

    /** What shows without a judge, in fewer seeds since it shows early. */
    @Test
    void no_run_stops_and_no_thread_ends_with_an_error() throws InterruptedException {
        for (Start start : starts(6)) {
            assertThat(start.run().errors()).as(start.says("exceptions")).isEmpty();
        }
    }

    private static List<String> broken(Start start) throws InterruptedException {
        try {
            return Judge.judgeGuarantees(start.run().history(), start.model()).guarantees().stream()
                    .filter(verdict -> verdict.status() == VerdictStatus.INVALID)
                    .map(verdict -> start.says(verdict.guarantee() + ": "
                            + verdict.violations().getFirst().sentence()))
                    .toList();
        } catch (NoProgressException | IllegalStateException e) {
            return List.of();
        }
    }

    /** One seed in so many, the scenarios one after the other in each round. */
    private static List<Start> starts(int one) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        PLUS.splitAsStream(System.getProperty("mutants.seeds", FEW)).forEach(part -> {
            int is = part.indexOf('=');
            int count = Integer.parseInt(part.substring(is + 1));
            counts.put(part.substring(0, is), (count + one - 1) / one);
        });
        List<Start> starts = new ArrayList<>();
        int most = counts.values().stream().mapToInt(n -> n).max().orElse(0);
        for (int seed = 1; seed <= most; seed++) {
            for (Map.Entry<String, Integer> count : counts.entrySet()) {
                if (seed <= count.getValue()) {
                    starts.add(new Start(count.getKey(), trials(count.getKey()), seed));
                }
            }
        }
        return starts;
    }

    private static SeedInputs trials(String scenario) {
        return new SeedInputs(
                new ScenarioCatalogue(Judge.GUARANTEES).read(scenario, ScenarioOverrides.none()), Optional.empty());
    }
}
