package tribunal.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import tribunal.fault.Faults;
import tribunal.fault.Outage;
import tribunal.history.Demands;

/** Reads a scenario's YAML. Unknown keys, wrong units and numbers out of range are {@link BadInput}. */
final class ScenarioFile {
    private static final double SHARES_TOLERANCE = 1e-9;

    private final Set<String> guarantees;

    /** @param guarantees those that can be demanded */
    ScenarioFile(List<String> guarantees) {
        this.guarantees = new TreeSet<>(guarantees);
    }

    Scenario read(String file, String yaml) {
        Problems problems = new Problems();
        Section root = Section.parse(file, yaml, Keys.scenario(guarantees), problems);
        Optional<String> name = problems.attempt(() -> name(root.required("scenario")));
        Optional<String> promise = problems.attempt(() -> promise(root.required("promise")));
        Optional<Phases> phases = problems.attempt(() -> phases(root.section("phases")));
        Optional<Traffic> traffic = problems.attempt(() -> traffic(root.section("traffic")));
        Optional<Faults> faults = problems.attempt(() -> faults(root, problems));
        Optional<Optional<Swarm>> swarm =
                problems.attempt(() -> root.optionalSection("swarm").map(section -> swarm(section, problems)));
        Optional<Optional<ChaosMonkey>> chaosMonkey =
                problems.attempt(() -> root.optionalSection("chaos-monkey").map(ScenarioFile::chaosMonkey));
        Optional<ThirdParties> thirdParties = problems.attempt(() -> thirdParties(root.section("third-parties")));
        Optional<Integer> nodes = problems.attempt(() ->
                root.optional("nodes").map(v -> v.count(1, Scenario.NODES_MAX)).orElse(1));
        Optional<Dials> app = problems.attempt(
                () -> root.optionalSection("app").map(Dials::read).orElse(Dials.USUAL));
        Optional<List<Outage>> outages = problems.attempt(() -> OutageRules.read(root.sections("outages"), problems));
        Demands demands = new DemandsSection(guarantees).read(root, problems);
        problems.attempt(() -> FaultRules.hangingLongEnough(
                file, faults.map(Faults::rules).orElse(List.of()), app.orElse(Dials.USUAL)));
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

    private static String promise(Value value) {
        if (value.text().isEmpty()) {
            throw value.bad("what a green verdict means, in a sentence");
        }
        return value.text();
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
                        .orElse(0),
                section.optional("redrive").map(Value::pause));
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
        return value.oneOf(Keys.BEANS);
    }

    private static Swarm swarm(Section section, Problems problems) {
        List<Section> candidates = section.sections("candidates");
        Swarm swarm = new Swarm(section.required("share").ratio(), FaultRules.read(candidates, problems));
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
        section.requireKnownKeys();
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

    private static Faults faults(Section root, Problems problems) {
        int injuries = root.optional("injuries").map(v -> v.count(0, 8)).orElse(3);
        return new Faults(injuries, FaultRules.read(root.sections("faults"), problems));
    }
}
