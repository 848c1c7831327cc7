package tribunal.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tribunal.fault.Faults;
import tribunal.history.Demands;
import tribunal.history.Demands.Budget;
import tribunal.history.Demands.Expectation;
import tribunal.history.Demands.Level;

/** Reads a scenario's YAML. Unknown keys, wrong units and numbers out of range are {@link BadInput}. */
final class ScenarioFile {
    /** What a budget can be set on. */
    private static final Set<String> SEGMENTS =
            new TreeSet<>(Set.of("place-order", "dispatch", "handle", "fan-out", "completion", "end-to-end"));

    private static final Set<String> SITUATIONS = new TreeSet<>(Set.of(
            "charge-after-cancel",
            "answer-lost-retried",
            "copy-beside-original",
            "stale-settle",
            "rollback-after-work",
            "commit-while-unsubscribed",
            "crash-points"));
    private static final Pattern BUDGET = Pattern.compile("(?:p\\(([0-9.]+)\\)|(max))\\s*<\\s*(\\S+)");
    /** The beans of the app that can be struck. */
    private static final Set<String> BEANS = new TreeSet<>(Set.of("transactions", "queue", "readModels", "orders"));

    private static final int NODES_MAX = 8;
    private static final double SHARES_TOLERANCE = 1e-9;

    private final Set<String> guarantees;

    /** @param guarantees those that can be demanded */
    ScenarioFile(List<String> guarantees) {
        this.guarantees = new TreeSet<>(guarantees);
    }

    Scenario read(String file, String yaml) {
        Section root = Section.parse(file, yaml);
        Scenario scenario = new Scenario(
                name(root.required("scenario")),
                root.required("promise").text(),
                phases(root.section("phases")),
                traffic(root.section("traffic")),
                faults(root),
                root.optionalSection("swarm").map(ScenarioFile::swarm),
                root.optionalSection("chaos-monkey").map(ScenarioFile::chaosMonkey),
                thirdParties(root.section("third-parties")),
                root.optional("nodes").map(v -> v.count(1, NODES_MAX)).orElse(1),
                new Demands(judges(root), expects(root), budgets(root)));
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
                subscribers
                        .flatMap(s -> s.optional("reconnect"))
                        .map(Value::ratio)
                        .orElse(0.0),
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
        if (!BEANS.contains(value.text())) {
            throw value.bad("one of " + String.join(", ", BEANS) + Nearest.hint(value.text(), BEANS));
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

    private List<String> judges(Section root) {
        List<Value> judges = root.list("judges");
        for (Value judge : judges) {
            if (!guarantees.contains(judge.text())) {
                throw judge.bad("one of " + String.join(", ", guarantees) + Nearest.hint(judge.text(), guarantees));
            }
        }
        return judges.isEmpty()
                ? List.copyOf(guarantees)
                : judges.stream().map(Value::text).toList();
    }

    private static List<Expectation> expects(Section root) {
        Optional<Section> section = root.optionalSection("expects");
        if (section.isEmpty()) {
            return List.of();
        }
        List<Expectation> expects = new ArrayList<>();
        for (String what : section.get().keys()) {
            Set<String> known = new TreeSet<>(SITUATIONS);
            known.addAll(FaultRules.KINDS);
            if (!known.contains(what)) {
                throw section.get().unknown(what, "one of " + String.join(", ", known), known);
            }
            Value least = section.get().required(what);
            expects.add(new Expectation(
                    what, least.isPercentage() ? least.ratio() : least.count(1, 1_000_000_000), least.isPercentage()));
        }
        return expects;
    }

    private static List<Budget> budgets(Section root) {
        Optional<Section> section = root.optionalSection("budgets");
        if (section.isEmpty()) {
            return List.of();
        }
        List<Budget> budgets = new ArrayList<>();
        for (String segment : section.get().keys()) {
            if (!SEGMENTS.contains(segment)) {
                throw section.get().unknown(segment, "one of " + String.join(", ", SEGMENTS), SEGMENTS);
            }
            Section levels = section.get().section(segment);
            levels.optional("warn").ifPresent(v -> budgets.add(budget(segment, Level.WARN, v)));
            levels.optional("fail").ifPresent(v -> budgets.add(budget(segment, Level.FAIL, v)));
            levels.end();
        }
        return budgets;
    }

    private static Budget budget(String segment, Level level, Value value) {
        Matcher parts = BUDGET.matcher(value.text());
        if (!parts.matches()) {
            throw value.bad("a percentile and its limit, such as p(99) < 1s");
        }
        double percentile = parts.group(2) != null ? 100 : Double.parseDouble(parts.group(1));
        if (percentile <= 0 || percentile > 100) {
            throw value.bad("a percentile above 0 and up to 100");
        }
        long limit = new Value(value.where(), parts.group(3)).positiveDuration().toNanos();
        return new Budget(segment, level, value.text(), percentile, limit);
    }
}
