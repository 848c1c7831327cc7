package tribunal.scenario.file;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import tribunal.fault.plan.FaultRule;
import tribunal.fault.plan.FaultSpec;
import tribunal.fault.plan.Outage;
import tribunal.history.AppModel;
import tribunal.history.Demands;
import tribunal.history.Demands.Expectation;
import tribunal.history.EntityType.Transition;
import tribunal.history.Situation;
import tribunal.scenario.AppSetting;
import tribunal.scenario.AppSettings;
import tribunal.scenario.ExtraTraffic;
import tribunal.scenario.Journey;
import tribunal.scenario.Scenario;
import tribunal.scenario.file.ScenarioFile.Expectations;
import tribunal.scenario.input.BadInputException;
import tribunal.scenario.yaml.OneOf;
import tribunal.scenario.yaml.QuantityFormat;
import tribunal.scenario.yaml.RecordTypes;
import tribunal.scenario.yaml.Scalars;
import tribunal.scenario.yaml.Section;
import tribunal.scenario.yaml.SectionKey;
import tribunal.scenario.yaml.ValueType;

/** Reads a scenario's YAML, and describes it as a JSON Schema for editors. */
public final class ScenarioReader {
    private static final double SHARES_TOLERANCE = 1e-9;

    private final List<String> guarantees;
    private final ValueType<ScenarioFile> type;

    /** @param guarantees the names of all guarantees that a scenario can demand */
    public ScenarioReader(List<String> guarantees) {
        this.guarantees = guarantees.stream().sorted().toList();
        this.type = type(this.guarantees);
    }

    /** Reads a file; throws {@link BadInputException} with all of its problems. */
    public Scenario read(String file, String yaml) {
        return type.read(file, yaml).scenario(guarantees).requireFaultsFitTimeout(file);
    }

    /** Returns the text of the JSON Schema of scenario files. */
    public String schema() {
        return ValueType.schemaText("A scenario of Tribunal", type.schema());
    }

    private static ValueType<ScenarioFile> type(List<String> guarantees) {
        AppModel model = ScenarioCatalogue.model();
        Map<String, List<String>> lists = Map.of(
                "guarantees", guarantees,
                "functions", List.copyOf(model.functions().keySet()),
                "events", sorted(model.transitions().stream().map(Transition::event)),
                "journeys", sorted(Stream.of(Journey.values()).map(Journey::label)));
        RecordTypes kinds = new RecordTypes(lists, Map.of());
        RecordTypes records = new RecordTypes(
                lists,
                Map.of(
                        FaultRule.class, faultRule(kinds),
                        Outage.class, outage(kinds),
                        Journey.class, journeys(),
                        ExtraTraffic.class,
                                shares(ExtraTraffic.values(), ExtraTraffic::label, ExtraTraffic::description),
                        AppSettings.class, appSettings(),
                        Demands.class, BudgetTypes.budgets(),
                        Expectations.class, expectations()));
        return records.section(ScenarioFile.class, Map.of()).type();
    }

    private static List<String> sorted(Stream<String> names) {
        return names.distinct().sorted().toList();
    }

    private static ValueType<FaultRule> faultRule(RecordTypes records) {
        List<SectionKey<FaultRule>> kinds = new ArrayList<>();
        FaultSpec.KINDS.forEach((kind, type) -> {
            Section<? extends FaultSpec> own = records.section(type, Map.of());
            Section<FaultRule> rule = records.section(FaultRule.class, Map.of("spec", own.build()))
                    .with(own.keys());
            String description = type.getAnnotation(JsonClassDescription.class).value();
            kinds.add(SectionKey.required(kind, rule.type(), description));
        });
        return new OneOf<>("fault", kinds).type();
    }

    private static ValueType<Outage> outage(RecordTypes records) {
        List<SectionKey<Outage>> kinds = new ArrayList<>();
        for (Outage.Kind kind : Outage.Kind.values()) {
            Map<String, Function<Map<String, Object>, ?>> given = kind.affectsCalls()
                    ? Map.of("kind", values -> kind, "timesMin", values -> 0, "timesMax", values -> 0)
                    : Map.of("kind", values -> kind, "ratio", values -> 0.0);
            ValueType<Outage> type = records.section(Outage.class, given).type();
            kinds.add(SectionKey.required(kind.label(), type, kind.description()));
        }
        return new OneOf<>("outage", kinds).type();
    }

    private static ValueType<SortedMap<Journey, Double>> journeys() {
        return shares(Journey.values(), Journey::label, Journey::description).refusing(shares -> {
            double sum = shares.values().stream().mapToDouble(share -> share).sum();
            return Math.abs(sum - 1) <= SHARES_TOLERANCE
                    ? Optional.empty()
                    : Optional.of("shares of all journeys that make 100% together, not " + QuantityFormat.ratio(sum));
        });
    }

    private static <K extends Enum<K>> ValueType<SortedMap<K, Double>> shares(
            K[] names, Function<K, String> label, Function<K, String> description) {
        return map(
                names,
                name -> SectionKey.optional(label.apply(name), Scalars.RATIO, description.apply(name)),
                Double.class);
    }

    private static ValueType<AppSettings> appSettings() {
        return map(
                        AppSetting.values(),
                        setting -> SectionKey.optional(setting.label(), setting.type(), setting.description()),
                        String.class)
                .map(AppSettings::new);
    }

    /** Returns the type of a mapping whose keys are an enum's constants. */
    private static <K extends Enum<K>, V> ValueType<SortedMap<K, V>> map(
            K[] constants, Function<K, SectionKey<Optional<V>>> key, Class<V> type) {
        List<SectionKey<?>> keys = Stream.of(constants).<SectionKey<?>>map(key).toList();
        return new Section<>(keys, values -> {
                    SortedMap<K, V> map = new TreeMap<>();
                    for (K constant : constants) {
                        Optional<?> value = (Optional<?>)
                                values.getOrDefault(key.apply(constant).name(), Optional.empty());
                        value.ifPresent(present -> map.put(constant, type.cast(present)));
                    }
                    return map;
                })
                .type();
    }

    private static ValueType<Expectations> expectations() {
        Stream<SectionKey<?>> situations = Stream.concat(
                        Stream.of(Situation.values()).map(Situation::label),
                        ScenarioCatalogue.model().races().keySet().stream())
                .map(what -> expectation("situation", what));
        Stream<SectionKey<?>> faults = Stream.concat(FaultSpec.KINDS.keySet().stream(), Stream.of("chaos-monkey"))
                .map(what -> expectation("fault", what));
        Stream<SectionKey<?>> outages = Stream.of(Outage.Kind.values())
                .filter(Outage.Kind::isCounted)
                .map(kind -> expectation("outage", kind.label()));
        List<SectionKey<?>> keys = Stream.of(situations, faults, outages)
                .flatMap(all -> all)
                .sorted(Comparator.comparing(SectionKey::name))
                .toList();
        return new Section<>(keys, values -> new Expectations(BudgetTypes.present(values, Expectation.class))).type();
    }

    private static SectionKey<?> expectation(String kind, String what) {
        return SectionKey.optional(
                what,
                Scalars.MINIMUM.readBy(value -> new Expectation(what, value.minimum(), value.isPercentage())),
                "the " + kind + " " + what);
    }
}
