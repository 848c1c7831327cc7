package tribunal.fault;

import java.util.List;

/**
 * What shall go wrong, as a scenario says it.
 *
 * @param injuries how often one delivery may be harmed at most, so that no dead letter appears by chance
 */
public record Faults(int injuries, List<Rule> rules) {
    public Faults {
        rules = List.copyOf(rules);
    }

    /** Nothing goes wrong. */
    public static Faults none() {
        return new Faults(0, List.of());
    }
}
