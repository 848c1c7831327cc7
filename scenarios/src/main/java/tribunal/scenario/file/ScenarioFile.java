package tribunal.scenario.file;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import tribunal.fault.plan.FaultRules;
import tribunal.fault.plan.Outage;
import tribunal.history.Requirements;
import tribunal.scenario.AppSettings;
import tribunal.scenario.ChaosMonkeySettings;
import tribunal.scenario.ExtraTraffic;
import tribunal.scenario.Journey;
import tribunal.scenario.PhaseDurations;
import tribunal.scenario.Scenario;
import tribunal.scenario.SwarmSettings;
import tribunal.scenario.ThirdPartyBehaviour;
import tribunal.scenario.TrafficProfile;
import tribunal.scenario.yaml.BadInputException;
import tribunal.scenario.yaml.ProblemList;
import tribunal.scenario.yaml.YamlSection;
import tribunal.scenario.yaml.YamlValue;

/** Reads a scenario's YAML. Unknown keys, wrong units and numbers out of range cause a {@link BadInputException}. */
public final class ScenarioFile {
    private static final double SHARES_TOLERANCE = 1e-9;

    private final Set<String> guarantees;

    /** @param guarantees the names of all guarantees that a scenario can demand */
    public ScenarioFile(List<String> guarantees) {
        this.guarantees = new TreeSet<>(guarantees);
    }

    public Scenario read(String file, String yaml) {
        ProblemList problems = new ProblemList();
        YamlSection root = YamlSection.parse(file, yaml, ScenarioSchema.scenario(guarantees), problems);
        Optional<String> name = problems.attempt(() -> name(root.required("scenario")));
        Optional<String> promise = problems.attempt(() -> promise(root.required("promise")));
        Optional<PhaseDurations> phases = problems.attempt(() -> phases(root.section("phases")));
        Optional<TrafficProfile> traffic = problems.attempt(() -> traffic(root.section("traffic")));
        Optional<FaultRules> faults = problems.attempt(() -> faults(root, problems));
        Optional<Optional<SwarmSettings>> swarm =
                problems.attempt(() -> root.optionalSection("swarm").map(section -> swarm(section, problems)));
        Optional<Optional<ChaosMonkeySettings>> chaosMonkey =
                problems.attempt(() -> root.optionalSection("chaos-monkey").map(ScenarioFile::chaosMonkey));
        Optional<ThirdPartyBehaviour> thirdParties =
                problems.attempt(() -> thirdParties(root.section("third-parties")));
        Optional<Integer> nodes = problems.attempt(() ->
                root.optional("nodes").map(v -> v.count(1, Scenario.NODES_MAX)).orElse(1));
        Optional<AppSettings> app = problems.attempt(
                () -> root.optionalSection("app").map(AppSettings::read).orElse(AppSettings.DEFAULTS));
        Optional<List<Outage>> outages = problems.attempt(() -> OutageReader.read(root.sections("outages"), problems));
        Requirements demands = new RequirementReader(guarantees).read(root, problems);
        problems.attempt(() -> Scenario.requireLongHangs(
                file, faults.map(FaultRules::rules).orElse(List.of()), app.orElse(AppSettings.DEFAULTS)));
        problems.requireNone();
        root.end();
        return new Scenario(
                name.orElseThrow(),
                promise.orElseThrow(),
                phases.orElseThrow(),
                traffic.orElseThrow(),
                faults.orElseThrow(),
                swarm.orElseThrow(),
                chaosMonkey.orElseThrow(),
                thirdParties.orElseThrow(),
                nodes.orElseThrow(),
                app.orElseThrow(),
                outages.orElseThrow(),
                demands);
    }

    private static String promise(YamlValue value) {
        if (value.text().isEmpty()) {
            throw value.bad("what a green verdict means, in a sentence");
        }
        return value.text();
    }

    private static String name(YamlValue value) {
        if (!value.text().matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw value.bad("a name in lower case with hyphens, such as lunch-rush");
        }
        return value.text();
    }

    private static PhaseDurations phases(YamlSection section) {
        PhaseDurations phases = new PhaseDurations(
                section.required("warm-up").duration(),
                section.required("storm").positiveDuration(),
                section.required("drain").positiveDuration());
        section.end();
        return phases;
    }

    private static TrafficProfile traffic(YamlSection section) {
        YamlSection orders = section.section("orders");
        YamlValue rate = orders.required("rate");
        Optional<YamlValue> riseTo = orders.optional("rise-to");
        Optional<YamlSection> subscribers = section.optionalSection("subscribers");
        TrafficProfile traffic = new TrafficProfile(
                rate.rate(),
                riseTo.orElse(rate).rate(),
                orders.optional("per-customer").map(v -> v.count(1, 1_000)).orElse(4),
                journeys(section.section("journeys")),
                section.optionalSection("extras").map(ScenarioFile::extras).orElseGet(TreeMap::new),
                subscribers
                        .flatMap(s -> s.optional("reconnect"))
                        .map(YamlValue::ratio)
                        .orElse(0.0),
                subscribers.flatMap(s -> s.optional("stay")).map(YamlValue::stay),
                subscribers
                        .flatMap(s -> s.optional("boards"))
                        .map(v -> v.count(0, 1_000))
                        .orElse(0),
                section.optional("redrive").map(YamlValue::pause));
        if (traffic.riseToPerSecond() < traffic.ratePerSecond()) {
            throw riseTo.orElse(rate).bad("no less than the rate of " + rate.text());
        }
        subscribers.ifPresent(YamlSection::end);
        orders.end();
        section.end();
        return traffic;
    }

    private static ChaosMonkeySettings chaosMonkey(YamlSection section) {
        Duration[] latency = section.required("latency").durations();
        ChaosMonkeySettings monkey = new ChaosMonkeySettings(
                section.list("beans").stream().map(ScenarioFile::bean).toList(),
                section.required("every").count(1, 10_000),
                latency[0],
                latency[1],
                section.optional("exceptions").map(YamlValue::truth).orElse(false),
                section.optional("cpu").map(YamlValue::ratio),
                section.optional("memory").map(YamlValue::ratio));
        if (monkey.beans().isEmpty()) {
            throw section.missing("beans");
        }
        section.end();
        return monkey;
    }

    private static String bean(YamlValue value) {
        return value.oneOf(ScenarioSchema.BEANS);
    }

    private static SwarmSettings swarm(YamlSection section, ProblemList problems) {
        List<YamlSection> candidates = section.sections("candidates");
        SwarmSettings swarm =
                new SwarmSettings(section.required("share").ratio(), FaultRuleReader.read(candidates, problems));
        if (candidates.isEmpty()) {
            throw section.missing("candidates");
        }
        section.end();
        return swarm;
    }

    private static SortedMap<Journey, Double> journeys(YamlSection section) {
        SortedMap<Journey, Double> shares = new TreeMap<>();
        for (Journey journey : Journey.values()) {
            section.optional(journey.label()).ifPresent(v -> shares.put(journey, v.ratio()));
        }
        section.end();
        section.requireKnownKeys();
        double sum = shares.values().stream().mapToDouble(d -> d).sum();
        if (Math.abs(sum - 1) > SHARES_TOLERANCE) {
            String first = section.keys().stream().findFirst().orElse("happy");
            throw section.required(first).bad("shares of all journeys that make 100% together, not " + sum * 100 + "%");
        }
        return shares;
    }

    private static SortedMap<ExtraTraffic, Double> extras(YamlSection section) {
        SortedMap<ExtraTraffic, Double> shares = new TreeMap<>();
        for (ExtraTraffic extra : ExtraTraffic.values()) {
            section.optional(extra.label()).ifPresent(v -> shares.put(extra, v.ratio()));
        }
        section.end();
        return shares;
    }

    private static ThirdPartyBehaviour thirdParties(YamlSection section) {
        Duration[] ride = section.required("ride").durations();
        ThirdPartyBehaviour parties = new ThirdPartyBehaviour(
                section.required("refuse").ratio(),
                section.required("decline").ratio(),
                section.required("couriers").count(1, 1_000_000),
                ride[0],
                ride[1]);
        section.end();
        return parties;
    }

    private static FaultRules faults(YamlSection root, ProblemList problems) {
        int injuries = root.optional("injuries").map(v -> v.count(0, 8)).orElse(3);
        return new FaultRules(injuries, FaultRuleReader.read(root.sections("faults"), problems));
    }
}
