package tribunal.simulation.decision;

import foodcourt.defect.Defect;
import foodcourt.port.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tribunal.history.JudgeLimits;
import tribunal.scenario.Scenario;
import tribunal.simulation.time.SequentialRandom;

/**
 * What a simulated run is made from: the same trial gives the same history, entry by entry, in every JVM.
 *
 * @param scenario small, its lots drawn
 * @param nodes how many processes the app runs in
 * @param defect the app's bug to switch on
 * @param story what happens instead of what the seed draws; empty if the seed decides
 */
public record SimulationInput(Scenario scenario, long seed, int nodes, Optional<Defect> defect, Optional<Story> story) {
    private static final long CONCURRENCY = SequentialRandom.key("concurrency");

    /** Some statements and a hint take 5 ms at most; a poll comes after 250 ms in the mean. */
    private static final Duration HAND_OVER = Duration.ofMillis(50);

    private static final Duration FRAME = Duration.ofMillis(50);

    /** A lease, the poll that finds it lapsed, and the time-out of an attempt. */
    private static final Duration SETTLING = Duration.ofSeconds(6);

    /**
     * What is told of a run.
     *
     * @param orders those that are placed, by id; empty for all of the schedule
     * @param choices all that happens beside the usual
     */
    public record Story(Optional<Set<String>> orders, List<Decision> choices) {
        public Story {
            choices = List.copyOf(choices);
        }
    }

    /** The same on so many nodes. */
    public SimulationInput on(int count, Story other) {
        return new SimulationInput(scenario, seed, count, defect, Optional.of(other));
    }

    /** How many deliveries of one function a node runs at a time: one in half of an exact scenario's seeds, so that some wait. */
    private int concurrency() {
        boolean isOne = scenario.isExact() && new SequentialRandom(seed).of(CONCURRENCY, 0) < 0.5;
        return isOne ? 1 : scenario.app().concurrency();
    }

    /** The app's, on that node. */
    public Settings settings(String node) {
        Settings usual = Settings.defaults();
        return new Settings(
                node,
                scenario.app().lease(),
                usual.heartbeat(),
                scenario.app().deliveryTimeout(),
                scenario.app().poll(),
                usual.backOff(),
                usual.backOffMax(),
                usual.attempts(),
                concurrency());
    }

    /** With bounds on waiting if the scenario is exact, and no story makes calls late. */
    public JudgeLimits limits(JudgeLimits usual) {
        JudgeLimits known = scenario.app().limits(usual);
        boolean isLate =
                story.stream().flatMap(told -> told.choices().stream()).anyMatch(Decision.Late.class::isInstance);
        return scenario.isExact() && !isLate
                ? known.with(new JudgeLimits.Waits(HAND_OVER, FRAME, SETTLING), concurrency())
                : known;
    }

    public SimulationInput told(Story other) {
        return new SimulationInput(scenario, seed, nodes, defect, Optional.of(other));
    }
}
