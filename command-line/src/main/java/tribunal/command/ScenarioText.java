package tribunal.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tribunal.fault.plan.Outage;
import tribunal.fault.plan.Outage.Mode;
import tribunal.history.Demands.Expectation;
import tribunal.history.Demands.Level;
import tribunal.scenario.ChaosMonkeySettings;
import tribunal.scenario.Scenario;
import tribunal.scenario.ThirdPartyBehaviour;
import tribunal.scenario.file.FaultForecast;
import tribunal.scenario.schedule.Schedule;
import tribunal.scenario.yaml.QuantityFormat;

/** Describes a scenario, whose random choices were made, in text: one line for each part. */
record ScenarioText(Scenario scenario, long seed) {
    private static final int WIDTH = 9;

    List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(
                line(
                        "phases",
                        "warm-up " + QuantityFormat.time(scenario.phases().warmUp()) + ", storm "
                                + QuantityFormat.time(scenario.phases().storm()) + ", drain up to "
                                + QuantityFormat.time(scenario.phases().drain())),
                line("traffic", traffic()),
                line("", journeys()),
                line("", extras()),
                line("app", app()),
                line("parties", thirdParties(scenario.thirdParties())),
                line("faults", faults())));
        scenario.chaosMonkey().ifPresent(monkey -> lines.add(line("monkey", monkey(monkey))));
        String head = "outages";
        for (Outage outage : scenario.outages()) {
            lines.add(line(head, outage(outage)));
            head = "";
        }
        lines.add(line("demands", String.join(", ", scenario.demands().guarantees())));
        if (!scenario.demands().expects().isEmpty()) {
            lines.add(line("expects", expects()));
        }
        scenario.demands().budgets().forEach(b -> lines.add(budget(b.segment(), b.expression(), b.level())));
        scenario.demands()
                .relativeBudgets()
                .forEach(b -> lines.add(budget(b.segment(), b.expression() + " against a baseline", b.level())));
        return lines;
    }

    private static String budget(String segment, String expression, Level level) {
        return line(
                "budget", segment + " " + expression + ", else " + level.name().toLowerCase(Locale.ROOT));
    }

    private static String line(String head, String text) {
        return head + " ".repeat(WIDTH - head.length()) + text;
    }

    private String traffic() {
        var traffic = scenario.traffic();
        Schedule schedule = Schedule.of(scenario, seed);
        String rise = traffic.riseToPerSecond() > traffic.ratePerSecond()
                ? " rising to " + QuantityFormat.plain(traffic.riseToPerSecond()) + "/s"
                : "";
        return QuantityFormat.plain(traffic.ratePerSecond()) + " orders/s" + rise + ": " + schedule.size()
                + " orders of "
                + schedule.customers().size() + " customers, " + QuantityFormat.ratio(traffic.reconnects())
                + " of them reconnect"
                + traffic.stay()
                        .map(stay -> ", they leave " + QuantityFormat.time(stay) + " after an order")
                        .orElse("") + "; " + schedule.boardWatchers().size() + " watch boards"
                + traffic.redrive()
                        .map(every -> "; dead letters are tried again every " + QuantityFormat.time(every))
                        .orElse("");
    }

    private String app() {
        return scenario.nodes()
                + (scenario.nodes() == 1 ? " node" : " nodes")
                + scenario.app().byName().entrySet().stream()
                        .map(setting -> ", " + setting.getKey() + " " + setting.getValue())
                        .collect(Collectors.joining());
    }

    private String journeys() {
        return scenario.traffic().journeys().entrySet().stream()
                .map(share -> share.getKey().label() + " " + QuantityFormat.ratio(share.getValue()))
                .collect(Collectors.joining(", "));
    }

    private String extras() {
        String shares = scenario.traffic().extras().entrySet().stream()
                .map(share -> share.getKey().label() + " " + QuantityFormat.ratio(share.getValue()))
                .collect(Collectors.joining(", "));
        return "extras: " + (shares.isEmpty() ? "nothing" : shares);
    }

    private static String thirdParties(ThirdPartyBehaviour parties) {
        return QuantityFormat.ratio(parties.refuse()) + " refused, " + QuantityFormat.ratio(parties.decline())
                + " declined, "
                + parties.couriers() + " couriers, ride " + QuantityFormat.time(parties.rideMin()) + " to "
                + QuantityFormat.time(parties.rideMax());
    }

    private String faults() {
        FaultForecast planned = FaultForecast.of(scenario, seed);
        String counts = planned.mostFirst().stream()
                .map(kind -> kind.getKey() + " " + kind.getValue())
                .collect(Collectors.joining(", "));
        return counts.isEmpty()
                ? "none"
                : "planned of " + planned.deliveries() + " deliveries with seed " + seed + ": " + counts;
    }

    /** {@code kill-node 1 to 2 times, 1s to 4s: a node is killed, …}. */
    private static String outage(Outage outage) {
        String often = outage.kind().affectsCalls()
                ? QuantityFormat.ratio(outage.ratio()) + " of the transactions"
                : fromTo(Integer.toString(outage.timesMin()), Integer.toString(outage.timesMax()))
                        + (outage.timesMin() == 1 && outage.timesMax() == 1 ? " time" : " times");
        String lasting = outage.max().isZero()
                ? ""
                : ", " + fromTo(QuantityFormat.time(outage.min()), QuantityFormat.time(outage.max()));
        String only = Stream.of(Mode.values()).allMatch(outage.kind()::isPossibleIn)
                ? ""
                : " (only %s)".formatted(outage.kind().isPossibleIn(Mode.LOAD) ? "under load" : "in simulation");
        return outage.kind().label() + only + " " + often + lasting + ": "
                + outage.kind().description();
    }

    private static String fromTo(String least, String most) {
        return least.equals(most) ? most : least + " to " + most;
    }

    private static String monkey(ChaosMonkeySettings monkey) {
        return "one call in " + monkey.every() + " of " + String.join(", ", monkey.beans()) + " waits "
                + QuantityFormat.time(monkey.latencyMin()) + " to " + QuantityFormat.time(monkey.latencyMax())
                + (monkey.exceptions() ? " or throws" : "") + load("processor load", monkey.cpu())
                + load("memory", monkey.memory());
    }

    private static String load(String what, Optional<Double> share) {
        return share.map(s -> ", " + what + " " + QuantityFormat.ratio(s)).orElse("");
    }

    private String expects() {
        return scenario.demands().expects().stream().map(ScenarioText::expected).collect(Collectors.joining(", "));
    }

    private static String expected(Expectation e) {
        return e.what() + " "
                + (e.ofDeliveries() ? QuantityFormat.ratio(e.atLeast()) : QuantityFormat.plain(e.atLeast()));
    }
}
