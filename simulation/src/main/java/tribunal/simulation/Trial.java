package tribunal.simulation;

import foodcourt.defect.Defect;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tribunal.scenario.Scenario;

/**
 * What a simulated run is made from: the same trial gives the same history, entry by entry, in every JVM.
 *
 * @param scenario small, its lots drawn
 * @param nodes how many processes the app runs in
 * @param defect the app's bug to switch on
 * @param story what happens instead of what the seed draws; empty if the seed decides
 */
public record Trial(Scenario scenario, long seed, int nodes, Optional<Defect> defect, Optional<Story> story) {
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

    Trial told(Story other) {
        return new Trial(scenario, seed, nodes, defect, Optional.of(other));
    }
}
