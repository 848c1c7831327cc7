package tribunal.scenario;

import java.time.Duration;
import java.util.Optional;
import tribunal.scenario.yaml.BadInputException;
import tribunal.scenario.yaml.YamlValue;

/**
 * What a run changes of its scenario, as written on the command line.
 *
 * @param rate orders per second: {@code 40/s}, {@code 40}
 * @param duration the storm's length: {@code 15s}
 * @param faults {@code off}, or the scenario whose faults and demands are to be taken
 * @param budgets the file whose budgets take the place of the scenario's
 */
public record ScenarioOverrides(
        Optional<String> rate, Optional<String> duration, Optional<String> faults, Optional<String> budgets) {
    /** With the scenario's own budgets. */
    public ScenarioOverrides(Optional<String> rate, Optional<String> duration, Optional<String> faults) {
        this(rate, duration, faults, Optional.empty());
    }

    /**
     * A time that an option says.
     *
     * @throws BadInputException if it is none, or nothing
     */
    public static Duration time(String option, String text) {
        return new YamlValue(option, text).positiveDuration();
    }

    /** The same at another rate. */
    public ScenarioOverrides withRate(String other) {
        return new ScenarioOverrides(Optional.of(other), duration, faults, budgets);
    }

    /** Nothing is changed. */
    public static ScenarioOverrides none() {
        return new ScenarioOverrides(Optional.empty(), Optional.empty(), Optional.empty());
    }
}
