package tribunal.scenario;

import java.time.Duration;
import java.util.Optional;
import tribunal.scenario.input.BadInputException;
import tribunal.scenario.yaml.YamlValue;

/**
 * The changes that a run makes to its scenario, as written on the command line.
 *
 * @param rate orders per second: {@code 40/s}, {@code 40}
 * @param duration the storm's length: {@code 15s}
 * @param faults {@code off}, or the scenario whose faults and demands are used
 * @param budgets the file whose budgets replace those of the scenario
 */
public record ScenarioOverrides(
        Optional<String> rate, Optional<String> duration, Optional<String> faults, Optional<String> budgets) {
    /** Creates overrides that keep the scenario's own budgets. */
    public ScenarioOverrides(Optional<String> rate, Optional<String> duration, Optional<String> faults) {
        this(rate, duration, faults, Optional.empty());
    }

    /** Reads the time of an option; throws {@link BadInputException} if the text is no time, or is zero. */
    public static Duration time(String option, String text) {
        return new YamlValue(option, text).positiveDuration();
    }

    public ScenarioOverrides withRate(String other) {
        return new ScenarioOverrides(Optional.of(other), duration, faults, budgets);
    }

    public ScenarioOverrides withFaults(String other) {
        return new ScenarioOverrides(rate, duration, Optional.of(other), budgets);
    }

    public static ScenarioOverrides none() {
        return new ScenarioOverrides(Optional.empty(), Optional.empty(), Optional.empty());
    }
}
