package tribunal.scenario.file;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import tribunal.fault.key.BadValueException;
import tribunal.fault.key.ScenarioKey;
import tribunal.fault.plan.FaultRule;
import tribunal.fault.plan.FaultRules;
import tribunal.fault.plan.Outage;
import tribunal.history.Demands;
import tribunal.history.Demands.Expectation;
import tribunal.scenario.AppSettings;
import tribunal.scenario.ChaosMonkeySettings;
import tribunal.scenario.ExtraTraffic;
import tribunal.scenario.Journey;
import tribunal.scenario.PhaseDurations;
import tribunal.scenario.Scenario;
import tribunal.scenario.SwarmSettings;
import tribunal.scenario.ThirdPartyBehaviour;
import tribunal.scenario.TrafficProfile;
import tribunal.scenario.yaml.QuantityFormat;

/** The keys of a scenario file. */
record ScenarioFile(
        @ScenarioKey(
                value = "what it is called",
                pattern = "[a-z0-9]+(-[a-z0-9]+)*",
                example = "lunch-rush",
                expected = "a name in lower case with hyphens, such as lunch-rush")
        String scenario,

        @ScenarioKey(value = PROMISE, pattern = ".*\\S.*", example = "every order is charged once", expected = PROMISE)
        String promise,

        @ScenarioKey("how long each phase lasts") PhaseDurations phases,
        @ScenarioKey("what customers do") Traffic traffic,

        @ScenarioKey(value = "how many faults one delivery meets at most", min = "0", max = "8", defaultValue = "3")
        int faultsPerDelivery,

        @ScenarioKey(
                value = "faults of attempts, in order: the first that applies to an attempt decides its fate",
                defaultValue = "[]")
        List<FaultRule> faults,

        @ScenarioKey("random faults: per seed a random subset, each with a random ratio")
        Optional<SwarmSettings> swarm,

        @ScenarioKey(
                value =
                        "faults that last: of nodes, database, subscribers' connections and third parties, or of a share of"
                                + " the transactions; each mode leaves out what it cannot do; a swarm draws them too",
                defaultValue = "[]")
        List<Outage> outages,

        @ScenarioKey("Chaos Monkey for Spring Boot, on for the storm")
        Optional<ChaosMonkeySettings> chaosMonkey,

        @ScenarioKey("how payment gateway, restaurants and couriers behave")
        ThirdPartyBehaviour thirdParties,

        @ScenarioKey(
                value = "how many processes the app runs in",
                min = "1",
                max = "" + Scenario.NODES_MAX,
                defaultValue = "1")
        int nodes,

        @ScenarioKey(value = "settings of the app that differ from its defaults", defaultValue = "{}")
        AppSettings app,

        @ScenarioKey(value = BudgetTypes.MEANING, defaultValue = "{}")
        Demands budgets,

        @ScenarioKey(
                value = "the guarantees that are demanded (default: all)",
                oneOf = "guarantees",
                defaultValue = "[]")
        List<String> guarantees,

        @ScenarioKey(
                value = "what must occur often enough: a count, or a percentage of deliveries",
                defaultValue = "{}")
        Expectations expects) {
    private static final String PROMISE = "what a green verdict means, in a sentence";

    ScenarioFile {
        faults = FaultRule.named("faults", faults);
    }

    record Expectations(List<Expectation> list) {}

    record Traffic(
            @ScenarioKey("when orders are placed: a Poisson process")
            Orders orders,

            @ScenarioKey("the share of orders with each journey, together 100%")
            SortedMap<Journey, Double> journeys,

            @ScenarioKey(
                    value = "additional requests, each for this share of the orders (default: 0%)",
                    defaultValue = "{}")
            SortedMap<ExtraTraffic, Double> extras,

            @ScenarioKey(value = "the clients that subscribe", defaultValue = "{}")
            Subscribers subscribers,

            @ScenarioKey(
                    value = "how often an operator has dead letters tried again during the storm, 1s or more (default:"
                            + " never)",
                    min = "1s",
                    expected = "1s or more")
            Optional<Duration> redrive) {
        TrafficProfile profile() {
            return new TrafficProfile(
                    orders.rate,
                    orders.riseTo.orElse(orders.rate),
                    orders.perCustomer,
                    journeys,
                    extras,
                    subscribers.reconnect,
                    subscribers.stay,
                    subscribers.boards,
                    redrive);
        }
    }

    record Orders(
            @ScenarioKey(value = "orders per second, all customers together", perSecond = true)
            double rate,

            @ScenarioKey(value = "the rate at the storm's end; it rises to it evenly", perSecond = true)
            Optional<Double> riseTo,

            @ScenarioKey(value = "orders of one customer", min = "1", max = "1000", defaultValue = "4")
            int perCustomer) {
        Orders {
            if (riseTo.isPresent() && riseTo.get() < rate) {
                throw new BadValueException("rise-to", "no less than the rate of " + QuantityFormat.plain(rate) + "/s");
            }
        }
    }

    record Subscribers(
            @ScenarioKey(value = "share of clients that lose their socket once", defaultValue = "0%")
            double reconnect,

            @ScenarioKey(
                    value = "how long customers stay connected after each of their orders, 5s or more (default: to the"
                            + " end)",
                    min = "5s",
                    expected = "5s or more")
            Optional<Duration> stay,

            @ScenarioKey(
                    value = "how many clients watch a restaurant's board",
                    min = "0",
                    max = "1000",
                    defaultValue = "0")
            int boards) {}

    /** @param all the names of all guarantees, which are demanded if none is named */
    Scenario scenario(List<String> all) {
        return new Scenario(
                scenario,
                promise,
                phases,
                traffic.profile(),
                new FaultRules(faultsPerDelivery, faults),
                swarm,
                chaosMonkey,
                thirdParties,
                nodes,
                app,
                outages,
                new Demands(guarantees.isEmpty() ? all : guarantees, expects.list(), List.of()).withBudgetsOf(budgets));
    }
}
