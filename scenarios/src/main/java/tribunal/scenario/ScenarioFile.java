package tribunal.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import tribunal.fault.Faults;

/** Reads a scenario's YAML. Unknown keys, wrong units and numbers out of range are {@link BadInput}. */
final class ScenarioFile {
    private static final double SHARES_TOLERANCE = 1e-9;

    private final Set<String> guarantees;

    /** @param guarantees those that can be demanded */
    ScenarioFile(List<String> guarantees) {
        this.guarantees = new TreeSet<>(guarantees);
    }

    Scenario read(String file, String yaml) {
        Section root = Section.parse(file, yaml, Keys.scenario(guarantees));
        Scenario scenario = new Scenario(
                name(root.required("scenario")),
                root.required("promise").text(),
                phases(root.section("phases")),
                traffic(root.section("traffic")),
                faults(root),
                root.optionalSection("swarm").map(ScenarioFile::swarm),
                root.optionalSection("chaos-monkey").map(ScenarioFile::chaosMonkey),
                thirdParties(root.section("third-parties")),
                root.optional("nodes").map(v -> v.count(1, Scenario.NODES_MAX)).orElse(1),
                OutageRules.read(root.sections("outages")),
                new DemandsSection(guarantees).read(root));
        root.end();
        return scenario;
    }

    private static String name(Value value) {
        if (!value.text().matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw value.bad("a name in lower case with hyphens, such as lunch-rush");
        }
        return value.text();
    }

    private static Phases phases(Section section) {
        Phases phases = new Phases(
                section.required("warm-up").duration(),
                section.required("storm").positiveDuration(),
                section.required("drain").positiveDuration());
        section.end();
        return phases;
    }

    private static Traffic traffic(Section section) {
        Section orders = section.section("orders");
        Value rate = orders.required("rate");
        Optional<Value> riseTo = orders.optional("rise-to");
        Optional<Section> subscribers = section.optionalSection("subscribers");
        Traffic traffic = new Traffic(
                rate.rate(),
                riseTo.orElse(rate).rate(),
                orders.optional("per-customer").map(v -> v.count(1, 1_000)).orElse(4),
                journeys(section.section("journeys")),
                section.optionalSection("extras").map(ScenarioFile::extras).orElseGet(TreeMap::new),
                subscribers
                        .flatMap(s -> s.optional("reconnect"))
                        .map(Value::ratio)
                        .orElse(0.0),
                subscribers.flatMap(s -> s.optional("stay")).map(Value::stay),
                subscribers
                        .flatMap(s -> s.optional("boards"))
                        .map(v -> v.count(0, 1_000))
                        .orElse(0));
        if (traffic.riseToPerSecond() < traffic.ratePerSecond()) {
            throw riseTo.orElse(rate).bad("no less than the rate of " + rate.text());
        }
        subscribers.ifPresent(Section::end);
        orders.end();
        section.end();
        return traffic;
    }

    private static ChaosMonkey chaosMonkey(Section section) {
        Duration[] latency = section.required("latency").durations();
        ChaosMonkey monkey = new ChaosMonkey(
                section.list("beans").stream().map(ScenarioFile::bean).toList(),
                section.required("every").count(1, 10_000),
                latency[0],
                latency[1],
                section.optional("exceptions").map(Value::truth).orElse(false),
                section.optional("cpu").map(Value::ratio),
                section.optional("memory").map(Value::ratio));
        if (monkey.beans().isEmpty()) {
            throw section.missing("beans");
        }
        section.end();
        return monkey;
    }

    private static String bean(Value value) {
        if (!Keys.BEANS.contains(value.text())) {
            throw value.bad("one of " + String.join(", ", Keys.BEANS) + Nearest.hint(value.text(), Keys.BEANS));
        }
        return value.text();
    }

    private static Swarm swarm(Section section) {
        List<Section> candidates = section.sections("candidates");
        Swarm swarm = new Swarm(section.required("share").ratio(), FaultRules.read(candidates));
        if (candidates.isEmpty()) {
            throw section.missing("candidates");
        }
        section.end();
        return swarm;
    }

    private static SortedMap<Journey, Double> journeys(Section section) {
        SortedMap<Journey, Double> shares = new TreeMap<>();
        for (Journey journey : Journey.values()) {
            section.optional(journey.label()).ifPresent(v -> shares.put(journey, v.ratio()));
        }
        section.end();
        double sum = shares.values().stream().mapToDouble(d -> d).sum();
        if (Math.abs(sum - 1) > SHARES_TOLERANCE) {
            String first = section.keys().stream().findFirst().orElse("happy");
            throw section.required(first).bad("shares of all journeys that make 100% together, not " + sum * 100 + "%");
        }
        return shares;
    }

    private static SortedMap<Extra, Double> extras(Section section) {
        SortedMap<Extra, Double> shares = new TreeMap<>();
        for (Extra extra : Extra.values()) {
            section.optional(extra.label()).ifPresent(v -> shares.put(extra, v.ratio()));
        }
        section.end();
        return shares;
    }

    private static ThirdParties thirdParties(Section section) {
        Duration[] ride = section.required("ride").durations();
        ThirdParties parties = new ThirdParties(
                section.required("refuse").ratio(),
                section.required("decline").ratio(),
                section.required("couriers").count(1, 1_000_000),
                ride[0],
                ride[1]);
        section.end();
        return parties;
    }

    private static Faults faults(Section root) {
        int injuries = root.optional("injuries").map(v -> v.count(0, 8)).orElse(3);
        return new Faults(injuries, FaultRules.read(root.sections("faults")));
    }
}
