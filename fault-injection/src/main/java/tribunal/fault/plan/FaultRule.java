package tribunal.fault.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tribunal.fault.key.BadValueException;
import tribunal.fault.key.ScenarioKey;

/**
 * A rule of a fault plan: which attempts it applies to, how many of them, and its fault.
 *
 * @param spec its fault; the files of runs call it {@code harm}
 */
public record FaultRule(
        @ScenarioKey(
                value = "unique; decisions depend on it (default: the kind)",
                pattern = ".*",
                example = "late-answers",
                defaultValue = "''")
        String name,

        @ScenarioKey("share of the attempts in question") double ratio,

        @ScenarioKey(value = "only this function's deliveries", oneOf = "functions")
        Optional<String> function,

        @ScenarioKey(name = "event", value = "only events of this type", oneOf = "events")
        Optional<String> eventType,

        @ScenarioKey(value = "only orders with this journey", oneOf = "journeys")
        Optional<String> journey,

        @JsonProperty("harm") FaultSpec spec) {
    /**
     * Returns the rules; those without a name get their kind's, with a number if an earlier rule has it. Throws
     * {@link BadValueException} about {@code key} if two rules have the same name.
     */
    public static List<FaultRule> named(String key, List<FaultRule> rules) {
        Set<String> taken = new HashSet<>();
        List<FaultRule> named = new ArrayList<>();
        for (FaultRule rule : rules) {
            String name = rule.name.isEmpty() ? freeName(rule.spec.kind(), taken) : rule.name;
            if (!taken.add(name)) {
                throw new BadValueException(key, "a different name for each fault: two are called " + name);
            }
            named.add(rule.with(name, rule.ratio));
        }
        return named;
    }

    public FaultRule with(String otherName, double otherRatio) {
        return new FaultRule(otherName, otherRatio, function, eventType, journey, spec);
    }

    private static String freeName(String kind, Set<String> taken) {
        String name = kind;
        for (int n = 2; taken.contains(name); n++) {
            name = kind + "-" + n;
        }
        return name;
    }

    boolean matches(AttemptKey attempt, PlannedEntity entity, EventFlow flow) {
        return function.map(attempt.function()::equals).orElse(true)
                && eventType.map(attempt.eventType()::equals).orElse(true)
                && journey.map(entity.journey()::equals).orElse(true)
                && spec.isApplicable(attempt, entity, flow);
    }

    /** Whether it declares dead letters. */
    boolean isPoison() {
        return spec instanceof FaultSpec.Poison;
    }
}
