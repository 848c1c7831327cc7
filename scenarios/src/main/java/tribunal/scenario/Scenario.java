package tribunal.scenario;

import tribunal.fault.Faults;
import tribunal.history.Demands;

/**
 * A script: traffic, what goes wrong, and what is demanded.
 *
 * @param name of the catalogue, or of a user's own
 * @param promise what a green verdict means, in a sentence
 */
public record Scenario(
        String name,
        String promise,
        Phases phases,
        Traffic traffic,
        Faults faults,
        ThirdParties thirdParties,
        Demands demands) {}
