package tribunal.scenario.file;

import static tribunal.scenario.yaml.ValueSchema.KeyShape.optional;
import static tribunal.scenario.yaml.ValueSchema.KeyShape.required;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tribunal.fault.plan.FaultSpec;
import tribunal.scenario.AppSetting;
import tribunal.scenario.ExtraTraffic;
import tribunal.scenario.Scenario;
import tribunal.scenario.yaml.ValueSchema;
import tribunal.scenario.yaml.ValueSchema.Choice;
import tribunal.scenario.yaml.ValueSchema.Count;
import tribunal.scenario.yaml.ValueSchema.Items;
import tribunal.scenario.yaml.ValueSchema.KeyShape;
import tribunal.scenario.yaml.ValueSchema.Least;
import tribunal.scenario.yaml.ValueSchema.Mapping;
import tribunal.scenario.yaml.ValueSchema.OneOrMore;
import tribunal.scenario.yaml.ValueSchema.Rate;
import tribunal.scenario.yaml.ValueSchema.Ratio;
import tribunal.scenario.yaml.ValueSchema.Text;
import tribunal.scenario.yaml.ValueSchema.Truth;
import tribunal.scenario.yaml.YamlValue;

/** Describes every key of a scenario file: its type and its meaning. */
public final class ScenarioSchema {
    /** The latency segments for which a budget can be set. */
    static final Set<String> SEGMENTS =
            new TreeSet<>(Set.of("place-order", "dispatch", "handle", "fan-out", "completion", "end-to-end"));

    /** The situations that a scenario can expect, in addition to faults. */
    static final Set<String> SITUATIONS = new TreeSet<>(Set.of(
            "charge-after-cancel",
            "answer-lost-retried",
            "copy-beside-original",
            "stale-settle",
            "rollback-after-work",
            "second-send",
            "commit-while-unsubscribed",
            "crash-points",
            "read-after-write",
            "refused-content",
            "illegal-step-asked",
            "cancel-again",
            "other-cancel",
            "place-again",
            "equal-orders",
            "shared-request-id",
            "subscribed-before-commit",
            "late-copy",
            "limit-reached",
            "renewed-lease",
            "redriven",
            "extreme-content"));

    /** The beans of the app that Chaos Monkey can strike. */
    static final Set<String> BEANS = new TreeSet<>(Set.of("transactions", "queue", "readModels", "orders"));

    private static final OneOrMore BUDGET = new OneOrMore(new Text(
            "(p\\(" + YamlValue.NUMBERS + "\\)|max)\\s*<\\s*" + YamlValue.TIME + "|p\\(" + YamlValue.NUMBERS
                    + "\\)\\s*<=\\s*\\+" + YamlValue.NUMBERS + "%",
            "p(99) < 1s"));

    private static final String BUDGETS =
            "limits on latencies, by segment: absolute, or relative to a baseline run (p(99) <= +10%)";

    private ScenarioSchema() {}

    static Mapping budgetsFile() {
        return new Mapping(required("budgets", budgets(), BUDGETS));
    }

    /** Returns the schema of a scenario file. */
    public static Mapping scenario(Collection<String> guarantees) {
        return new Mapping(
                required("scenario", new Text("[a-z0-9]+(-[a-z0-9]+)*", "lunch-rush"), "what it is called"),
                required(
                        "promise",
                        new Text(".*\\S.*", "every order is charged once"),
                        "what a green verdict means, in a sentence"),
                required("phases", phases(), "how long each phase lasts"),
                required("traffic", traffic(), "what customers do"),
                optional("injuries", new Count(0, 8), "how many faults one delivery meets at most (default: 3)"),
                optional(
                        "faults",
                        FaultSchema.list(),
                        "faults of attempts, in order: the first that applies to an attempt decides its fate"),
                optional("swarm", swarm(), "random faults: per seed a random subset, each with a random ratio"),
                optional(
                        "outages",
                        OutageReader.list(),
                        "outages of nodes, store and subscribers' connections: only in simulation so far;"
                                + " a swarm draws them too"),
                optional("chaos-monkey", chaosMonkey(), "Chaos Monkey for Spring Boot, on for the storm"),
                required("third-parties", thirdParties(), "how payment gateway, restaurants and couriers behave"),
                optional("nodes", new Count(1, Scenario.NODES_MAX), "how many processes the app runs in (default: 1)"),
                optional("app", app(), "settings of the app that differ from its defaults"),
                optional("budgets", budgets(), BUDGETS),
                optional(
                        "judges", new Items(new Choice(guarantees)), "the guarantees that are demanded (default: all)"),
                optional("expects", expects(), "what must occur often enough: a count, or a percentage of deliveries"));
    }

    private static Mapping phases() {
        return new Mapping(
                required("warm-up", ValueSchema.TIME, "traffic without faults, left out of all latencies"),
                required("storm", ValueSchema.TIME, "traffic with faults"),
                required("drain", ValueSchema.TIME, "how long to wait at most until nothing is outstanding"));
    }

    private static Mapping traffic() {
        return new Mapping(
                required(
                        "orders",
                        new Mapping(
                                required("rate", new Rate(), "orders per second, all customers together"),
                                optional("rise-to", new Rate(), "the rate at the storm's end; it rises to it evenly"),
                                optional("per-customer", new Count(1, 1_000), "orders of one customer (default: 4)")),
                        "when orders are placed: a Poisson process"),
                required("journeys", journeys(), "the share of orders with each journey, together 100%"),
                optional("extras", extras(), "additional requests, each for this share of the orders (default: 0%)"),
                optional(
                        "subscribers",
                        new Mapping(
                                optional("reconnect", new Ratio(), "share of clients that lose their socket once"),
                                optional(
                                        "stay",
                                        ValueSchema.TIME,
                                        "how long customers stay connected after each of their orders, 5s or more (default: to the end)"),
                                optional("boards", new Count(0, 1_000), "how many clients watch a restaurant's board")),
                        "the clients that subscribe"),
                optional(
                        "redrive",
                        ValueSchema.TIME,
                        "how often an operator has dead letters tried again during the storm, 1s or more (default: never)"));
    }

    private static Mapping journeys() {
        return new Mapping(
                optional("happy", new Ratio(), "places the order and waits for it"),
                optional("cancels", new Ratio(), "cancels it soon"),
                optional("impatient", new Ratio(), "loses the answer and sends again"));
    }

    private static Mapping extras() {
        return new Mapping(Arrays.stream(ExtraTraffic.values())
                .map(extra -> optional(extra.label(), new Ratio(), extra.description()))
                .toList());
    }

    private static Mapping app() {
        return new Mapping(Arrays.stream(AppSetting.values())
                .map(setting -> optional(setting.label(), setting.shape(), setting.description()))
                .toList());
    }

    private static Mapping swarm() {
        return new Mapping(
                required("share", new Ratio(), "how likely each candidate takes part"),
                required("candidates", FaultSchema.list(), "what may go wrong; each ratio is the most that is drawn"));
    }

    private static Mapping chaosMonkey() {
        return new Mapping(
                required("beans", new Items(new Choice(BEANS)), "the beans whose calls it strikes"),
                required("every", new Count(1, 10_000), "it strikes one call in this many"),
                required("latency", ValueSchema.TIME_RANGE, "how long a struck call waits"),
                optional("exceptions", new Truth(), "whether struck calls throw too (default: false)"),
                optional("cpu", new Ratio(), "the processor load that it makes"),
                optional("memory", new Ratio(), "the share of the heap that it fills"));
    }

    private static Mapping thirdParties() {
        return new Mapping(
                required("refuse", new Ratio(), "share of orders whose payment is refused"),
                required("decline", new Ratio(), "share of orders that the restaurant declines"),
                required("couriers", new Count(1, 1_000_000), "how many there are"),
                required("ride", ValueSchema.TIME_RANGE, "how long a delivery by courier takes"));
    }

    private static Mapping budgets() {
        List<KeyShape> keys = new ArrayList<>();
        for (String segment : SEGMENTS) {
            Mapping levels = new Mapping(
                    optional("warn", BUDGET, "a miss is reported"), optional("fail", BUDGET, "a miss fails the run"));
            keys.add(optional(segment, levels, "the segment " + segment));
        }
        return new Mapping(keys);
    }

    /** Returns all that a scenario can expect: faults, Chaos Monkey's strikes, situations. */
    static Set<String> expectable() {
        Set<String> known = new TreeSet<>(SITUATIONS);
        known.addAll(FaultSpec.KINDS);
        known.add("chaos-monkey");
        return known;
    }

    private static Mapping expects() {
        return new Mapping(expectable().stream()
                .map(what -> optional(
                        what,
                        new Least(1_000_000_000),
                        (SITUATIONS.contains(what) ? "the situation " : "the fault ") + what))
                .toList());
    }
}
