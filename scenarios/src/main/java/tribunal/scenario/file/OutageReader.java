package tribunal.scenario.file;

import static tribunal.scenario.yaml.ValueSchema.KeyShape.optional;
import static tribunal.scenario.yaml.ValueSchema.KeyShape.required;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tribunal.fault.plan.Outage;
import tribunal.fault.plan.Outage.Kind;
import tribunal.scenario.yaml.ProblemList;
import tribunal.scenario.yaml.ValueSchema;
import tribunal.scenario.yaml.ValueSchema.Counts;
import tribunal.scenario.yaml.ValueSchema.Items;
import tribunal.scenario.yaml.ValueSchema.KeyShape;
import tribunal.scenario.yaml.ValueSchema.Mapping;
import tribunal.scenario.yaml.ValueSchema.OneOf;
import tribunal.scenario.yaml.ValueSchema.Ratio;
import tribunal.scenario.yaml.YamlSection;
import tribunal.scenario.yaml.YamlValue;

/** Describes and reads the list {@code outages}. Each item has one key, the kind of outage, with its parameters. */
final class OutageReader {
    private static final int TIMES_MAX = 100;
    private static final String TIME = "for";
    private static final String TIMES = "times";
    private static final String RATIO = "ratio";

    private OutageReader() {}

    static Items list() {
        return new Items(new OneOf(new Mapping(
                Arrays.stream(Kind.values()).map(OutageReader::shape).toList())));
    }

    private static KeyShape shape(Kind kind) {
        List<KeyShape> keys = new ArrayList<>();
        keys.add(
                kind.affectsCalls()
                        ? required(RATIO, new Ratio(), "share of the store's calls in question")
                        : required(TIMES, new Counts(0, TIMES_MAX), "how often in a storm"));
        keys.add(optional(TIME, ValueSchema.TIME_RANGE, "how long it lasts, or by how much it delays"));
        return optional(kind.label(), new Mapping(keys), "the outage " + kind.label());
    }

    /** Returns the valid outages; {@code problems} gets a message for each invalid one. */
    static List<Outage> read(List<YamlSection> items, ProblemList problems) {
        return items.stream()
                .flatMap(item -> problems.attempt(() -> outage(item)).stream())
                .toList();
    }

    private static Outage outage(YamlSection item) {
        Set<String> known = new TreeSet<>(Kind.labels());
        String label = item.keys().stream().findFirst().orElse("");
        if (!known.contains(label) || item.keys().size() > 1) {
            throw item.unknown(label, "one outage, of " + String.join(", ", known), known);
        }
        YamlSection section = item.section(label);
        Kind kind = Kind.ofLabel(label).orElseThrow();
        int[] times = kind.affectsCalls() ? new int[2] : section.required(TIMES).counts(0, TIMES_MAX);
        double ratio = kind.affectsCalls() ? section.required(RATIO).ratio() : 0;
        Duration[] range = section.optional(TIME).map(YamlValue::durations).orElseGet(() ->
                new Duration[] {Duration.ZERO, Duration.ZERO});
        section.end();
        return new Outage(kind, times[0], times[1], ratio, range[0], range[1]);
    }
}
