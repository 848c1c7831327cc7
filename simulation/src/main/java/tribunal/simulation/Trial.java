package tribunal.simulation;

import foodcourt.Settings;
import foodcourt.defect.Defect;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tribunal.history.Limits;
import tribunal.scenario.Scenario;
import tribunal.simulation.time.Chance;

/**
 * What a simulated run is made from: the same trial gives the same history, entry by entry, in every JVM.
 *
 * @param scenario small, its lots drawn
 * @param nodes how many processes the app runs in
 * @param defect the app's bug to switch on
 * @param story what happens instead of what the seed draws; empty if the seed decides
 */
public record Trial(Scenario scenario, long seed, int nodes, Optional<Defect> defect, Optional<Story> story) {
    private static final long CONCURRENCY = Chance.key("concurrency");

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
    record Story(Optional<Set<String>> orders, List<Choice> choices) {
        Story {
            choices = List.copyOf(choices);
        }
    }

    /** The same on so many nodes. */
    Trial on(int count, Story other) {
        return new Trial(scenario, seed, count, defect, Optional.of(other));
    }

    /** How many deliveries of one function a node runs at a time: one in half of an exact scenario's seeds, so that some wait. */
    private int concurrency() {
        boolean isOne = scenario.isExact() && new Chance(seed).of(CONCURRENCY, 0) < 0.5;
        return isOne ? 1 : scenario.app().concurrency();
    }

    /** The app's, on that node. */
    Settings settings(String node) {
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
    public Limits limits(Limits usual) {
        Limits known = scenario.app().limits(usual);
        boolean isLate =
                story.stream().flatMap(told -> told.choices().stream()).anyMatch(Choice.Late.class::isInstance);
        return scenario.isExact() && !isLate
                ? known.with(new Limits.Waits(HAND_OVER, FRAME, SETTLING), concurrency())
                : known;
    }

    Trial told(Story other) {
        return new Trial(scenario, seed, nodes, defect, Optional.of(other));
    }
}
