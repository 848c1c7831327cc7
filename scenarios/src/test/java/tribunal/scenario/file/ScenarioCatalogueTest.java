package tribunal.scenario.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tribunal.fault.plan.PlannedEntity;
import tribunal.history.Demands;
import tribunal.history.Demands.Budget;
import tribunal.history.Demands.Level;
import tribunal.history.Demands.RelativeBudget;
import tribunal.scenario.Scenario;
import tribunal.scenario.ScenarioOverrides;
import tribunal.scenario.input.BadInputException;
import tribunal.scenario.input.TextFile;
import tribunal.scenario.schedule.Schedule;

public class ScenarioCatalogueTest {
    public static final List<String> GUARANTEES = List.of(
            "atomicity",
            "at-least-once",
            "idempotent-outcomes",
            "order-independence",
            "subscription",
            "no-overlap",
            "recovery",
            "amplification",
            "coverage");
    public static final String OWN = """
        scenario: own
        promise: it holds
        phases: { warm-up: 1s, storm: 30s, drain: 60s }
        traffic:
          orders: { rate: 40/s }
          journeys: { happy: 90%, cancels: 10% }
        faults:
          - drop: { ratio: 10% }
        third-parties: { refuse: 3%, decline: 3%, couriers: 200, ride: 200ms..1s }
        budgets:
          place-order: { fail: "p(99) < 1s" }
        guarantees: [atomicity]
        expects: { drop: 1% }
        """;

    private final ScenarioCatalogue catalogue = new ScenarioCatalogue(GUARANTEES);

    @TempDir
    private Path folder;

    private String file(String yaml) {
        try {
            return Files.writeString(folder.resolve("own.yaml"), yaml).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void every_scenario_of_the_catalogue_can_be_read_and_is_called_as_its_file() {
        assertThat(ScenarioCatalogue.names()).allSatisfy(name -> {
            Scenario scenario = catalogue.read(name, ScenarioOverrides.none());
            assertThat(scenario.name()).isEqualTo(name);
            assertThat(scenario.promise()).isNotBlank();
        });
    }

    @Test
    void a_user_s_own_file_can_be_read() {
        Scenario own = catalogue.read(file(OWN), ScenarioOverrides.none());
        assertThat(own.traffic().ratePerSecond()).isEqualTo(40);
        assertThat(own.demands().guarantees()).containsExactly("atomicity");
        assertThat(own.demands().budgets()).singleElement().satisfies(b -> {
            assertThat(b.percentile()).isEqualTo(99);
            assertThat(b.limitNanos()).isEqualTo(1_000_000_000L);
        });
    }

    @Test
    void a_segment_can_have_several_budgets_and_some_against_a_baseline() {
        String two = OWN.replace("\"p(99) < 1s\"", "[\"p(99) < 1s\", p(50) <= +10%, \"p(90)<=+2.5%\"], warn: max < 2s");
        Demands demands = catalogue.read(file(two), ScenarioOverrides.none()).demands();
        assertThat(demands.budgets())
                .extracting(Budget::level, Budget::percentile)
                .containsExactly(tuple(Level.WARN, 100.0), tuple(Level.FAIL, 99.0));
        assertThat(demands.relativeBudgets())
                .containsExactly(
                        new RelativeBudget("place-order", Level.FAIL, "p(50) <= +10%", 50, 0.1),
                        new RelativeBudget("place-order", Level.FAIL, "p(90)<=+2.5%", 90, 0.025));
    }

    @Test
    void another_team_s_budgets_take_the_place_of_all_of_the_scenario_s() throws IOException {
        Path theirs = Files.writeString(
                folder.resolve("theirs.yaml"), "budgets: { fan-out: { fail: [\"p(99) < 2s\", \"p(99) <= +5%\"] } }");
        Demands demands = catalogue
                .read(
                        file(OWN),
                        new ScenarioOverrides(
                                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(theirs.toString())))
                .demands();
        assertThat(demands.budgets()).extracting(Budget::segment).containsExactly("fan-out");
        assertThat(demands.relativeBudgets()).hasSize(1);
        assertThat(demands.guarantees()).containsExactly("atomicity");
    }

    @Test
    void a_rate_needs_no_unit() {
        assertThat(catalogue
                        .read(file(OWN.replace("40/s", "40")), ScenarioOverrides.none())
                        .traffic()
                        .ratePerSecond())
                .isEqualTo(40);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        storm: 30s            | strom: 30s              | own.yaml:3:24: phases.strom: unknown: expected the key storm (did you mean storm?)
        storm: 30s            | storm: 30               | own.yaml:3:31: phases.storm: "30": expected a time with its unit
        rate: 40/s            | rate: 40/m              | own.yaml:5:19: traffic.orders.rate: "40/m": expected orders per second
        ratio: 10%            | ratio: 1.5              | own.yaml:8:20: faults[1].drop.ratio: "1.5": expected a ratio from 0% to 100%
        - drop:               | - dorp:                 | own.yaml:8:5: faults[1].dorp: unknown: expected one fault, of crash, delay, drop,
        cancels: 10%          | cancels: 20%            | expected shares of all journeys that make 100%
        [atomicity]           | [atomicty]              | own.yaml:12:14: guarantees: "atomicty": expected one of
        p(99) < 1s            | p99 < 1s                | own.yaml:11:24: budgets.place-order.fail: "p99 < 1s": expected a percentile and its limit
        p(99) < 1s            | p(9.9.9) < 1s           | own.yaml:11:24: budgets.place-order.fail: "p(9.9.9) < 1s": expected a percentile and its limit
        p(99) < 1s            | p(99) <= 1s             | own.yaml:11:24: budgets.place-order.fail: "p(99) <= 1s": expected a percentile and its limit
        p(99) < 1s            | p(100) <= +5%           | own.yaml:11:24: budgets.place-order.fail: "p(100) <= +5%": expected a percentile below 100
        p(99) < 1s            | p(101) < 1s             | own.yaml:11:24: budgets.place-order.fail: "p(101) < 1s": expected a percentile above 0 and up to 100
        p(99) < 1s            | p(99) < 1               | own.yaml:11:24: budgets.place-order.fail: "1": expected a time with its unit
        place-order:          | place-ordr:             | own.yaml:11:3: budgets.place-ordr: unknown: expected one of
        expects: { drop: 1% } | expects: { drops: 1% }  | own.yaml:13:12: expects.drops: unknown: expected one of
        ride: 200ms..1s       | ride: 2s..1s            | own.yaml:9:64: third-parties.ride: "2s..1s": expected a range
        couriers: 200         | couriers: many          | own.yaml:9:53: third-parties.couriers: "many": expected a whole number
        promise: it holds     | promis: it holds        | own.yaml:2:1: promis: unknown: expected the key promise (did you mean promise?)
        scenario: own         | scenario: [             | no YAML
        rate: 40/s            | rate: 40/s, rise-t: 50/s | own.yaml:5:25: traffic.orders.rise-t: unknown: expected one of rate, rise-to, per-customer (did you mean rise-to?)
        rate: 40/s            | rate: 40/s, rise-to: 9/s | own.yaml:5:34: traffic.orders.rise-to: "9/s": expected no less than the rate of 40/s
        journeys:             | subscribers: { stay: 2s }⏎  journeys: | own.yaml:6:24: traffic.subscribers.stay: "2s": expected 5s or more
        cancels: 10%          | cancel: 10%             | own.yaml:6:27: traffic.journeys.cancel: unknown: expected one of happy, cancels, impatient (did you mean cancels?)
        [atomicity]           | [atomicity]⏎nodes: 0  | own.yaml:13:8: nodes: "0": expected a whole number from 1 to 4
        [atomicity]           | [atomicity]⏎swarm: { share: 50%, candidate: [] } | own.yaml:13:22: swarm.candidate: unknown: expected the key candidates (did you mean candidates?)
        [atomicity]           | [atomicity]⏎swarm: { share: 50%, candidates: [{ dorp: { ratio: 1% } }] } | own.yaml:13:37: swarm.candidates[1].dorp: unknown: expected one fault
        [atomicity]           | [atomicity]⏎chaos-monkey: { beans: [queu], every: 50, latency: 50ms } | own.yaml:13:25: chaos-monkey.beans: "queu": expected one of orders, queue, readModels, transactions (did you mean queue?)
        [atomicity]           | [atomicity]⏎app: { lease: 1s } | own.yaml:13:15: app.lease: "1s": expected how long a claim holds without a heartbeat: 2s to 30s (3s)
        [atomicity]           | [atomicity]⏎app: { pol: 1s } | own.yaml:13:8: app.pol: unknown: expected one of pool, queue-pool, concurrency, lease, delivery-timeout, poll (did you mean poll?)
        [atomicity]           | [atomicity]⏎chaos-monkey: { beans: [queue], evry: 50, latency: 50ms } | own.yaml:13:33: chaos-monkey.evry: unknown: expected the key every (did you mean every?)
        [atomicity]           | [atomicity]⏎chaos-monkey: { beans: [queue], every: 50, latency: 50ms, exceptions: yes } | own.yaml:13:71: chaos-monkey.exceptions: "yes": expected true or false
        ride: 200ms..1s       | ryde: 200ms..1s         | own.yaml:9:58: third-parties.ryde: unknown: expected the key ride (did you mean ride?)
        fail:                 | fial:                   | own.yaml:11:18: budgets.place-order.fial: unknown: expected one of warn, fail (did you mean fail?)
        promise: it holds     | promise: it holds⏎trafic: x | own.yaml:3:1: trafic: unknown: expected one of
        """)
    void bad_input_is_one_line_that_says_where_what_and_what_was_expected(String good, String bad, String message) {
        String file = file(OWN.replace(good, bad.replace("⏎", "\n")));
        assertThatThrownBy(() -> catalogue.read(file, ScenarioOverrides.none()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(message)
                .satisfies(
                        e -> assertThat(String.valueOf(e.getMessage()).lines()).hasSize(1));
    }

    private List<String> problems(String yaml) {
        return problemsOf(file(yaml));
    }

    private List<String> problemsOf(String file) {
        BadInputException problem =
                catchThrowableOfType(BadInputException.class, () -> catalogue.read(file, ScenarioOverrides.none()));
        return String.valueOf(problem.getMessage())
                .lines()
                .map(line -> line.replace(folder.toString(), ""))
                .toList();
    }

    @Test
    void all_problems_of_a_file_are_reported_at_once_unknown_keys_first() {
        String bad = OWN.replaceFirst("(?m)^promise.*$", "")
                .replace("storm: 30s", "storm: 30")
                .replace("rate: 40/s", "rate: 40/m")
                .replace("- drop:", "- dorp:")
                .replace("couriers:", "courirs:")
                .replace("p(99) < 1s", "p99 < 1s")
                .replace("[atomicity]", "[atomicty]");
        assertThat(problems(bad))
                .extracting(
                        line -> line.replaceAll("^/own.yaml:[0-9:]+ ", "").replaceAll(": expected (?!the key).*", ""))
                .containsExactly(
                        "faults[1].dorp: unknown",
                        "third-parties.courirs: unknown: expected the key couriers (did you mean couriers?)",
                        "expected the key promise",
                        "phases.storm: \"30\"",
                        "traffic.orders.rate: \"40/m\"",
                        "budgets.place-order.fail: \"p99 < 1s\"",
                        "guarantees: \"atomicty\"");
    }

    @Test
    void a_misspelt_key_is_not_hidden_by_a_missing_one() {
        assertThat(problems("scenario: own\nphases: { strom: 30s, drain: 30s }\n"))
                .first()
                .asString()
                .contains("phases.strom: unknown: expected the key storm (did you mean storm?)");
    }

    @Test
    void a_repeated_key_hides_nothing() {
        assertThat(problems(OWN.replace("40/s", "40/m") + "promise: twice\n"))
                .satisfiesExactly(
                        line -> assertThat(line).contains("promise: occurs twice"),
                        line -> assertThat(line).contains("traffic.orders.rate"));
    }

    @Test
    void no_file_overflows_the_stack_however_deeply_it_is_nested() {
        assertThat(problems("[".repeat(200_000)))
                .singleElement()
                .asString()
                .contains("is nested deeper than 50 levels");
        StringBuilder maps = new StringBuilder();
        for (int depth = 0; depth < 600; depth++) {
            maps.append(" ".repeat(depth)).append("a:\n");
        }
        assertThat(problems(maps.toString())).singleElement().asString().contains("is nested deeper than 50 levels");
    }

    @Test
    void a_list_of_too_many_items_is_refused() {
        String many = "faults:\n" + "  - drop: { ratio: 1% }\n".repeat(1_001);
        assertThat(problems(OWN.replaceFirst("(?m)^faults:\n.*\n", many)))
                .singleElement()
                .asString()
                .contains("faults: expected at most 1000 items");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"9223372036854775807s", "100000000s", "25h", "99999999999999999999999999999999999999999999h"})
    void a_time_of_more_than_a_day_is_refused(String time) {
        assertThat(problems(OWN.replace("storm: 30s", "storm: " + time)))
                .singleElement()
                .asString()
                .endsWith("phases.storm: \"" + time + "\": expected a time of at most 24h");
    }

    @Test
    void a_function_that_hangs_does_so_longer_than_the_app_waits_for_it() {
        String hanging = OWN.replace("- drop:", "- hang: { ratio: 1%, by: 3s }\n  - drop:");

        assertThat(catalogue
                        .read(file(hanging), ScenarioOverrides.none())
                        .faults()
                        .rules())
                .hasSize(2);
        assertThat(problems(hanging.replace("guarantees:", "app: { delivery-timeout: 6s }\nguarantees:")))
                .singleElement()
                .asString()
                .endsWith("hang by 3s: expected a time above the app's delivery-timeout of 6s");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        - drop:                | - delay: { ratio: 1%, by: 1s..2s }⏎  - drop:
        third-parties:         | swarm: { share: 50%, candidates: [{ delay: { ratio: 1%, by: 1s..2s } }] }⏎third-parties:
        """)
    void a_delay_is_shorter_than_the_app_waits_for_the_delivery(String before, String delay) {
        String delaying = OWN.replace(before, delay.replace("⏎", "\n"));

        assertThat(problems(delaying))
                .singleElement()
                .asString()
                .endsWith("delay by 2s: expected a time below the app's delivery-timeout of 2s");
        assertThat(catalogue
                        .read(
                                file(delaying.replace("guarantees:", "app: { delivery-timeout: 3s }\nguarantees:")),
                                ScenarioOverrides.none())
                        .app()
                        .deliveryTimeout())
                .isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void more_orders_than_fit_into_memory_are_refused() {
        assertThat(problems(OWN.replace("storm: 30s", "storm: 24h")))
                .singleElement()
                .asString()
                .contains("orders: expected at most 500,000");
    }

    @Test
    void a_device_is_no_scenario() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("endless.yaml"), Path.of("/dev/zero"));
        assertThat(problemsOf(link.toString()))
                .containsExactly("/endless.yaml: cannot be read, it is a device or a pipe: expected a scenario file");
    }

    @Test
    void a_file_larger_than_people_write_is_refused() throws IOException {
        Path large = Files.writeString(folder.resolve("large.yaml"), "#".repeat(TextFile.WRITTEN_BYTES_MAX + 1));
        assertThat(problemsOf(large.toString()))
                .containsExactly("/large.yaml: is larger than 1 MiB: expected a scenario file");
    }

    @Test
    void a_file_in_another_encoding_is_refused_with_the_command_that_converts_it() throws IOException {
        Path file = folder.resolve("own.yaml");
        Files.writeString(file, OWN.replace("it holds", "\u00e9"), StandardCharsets.ISO_8859_1);
        assertThat(problemsOf(file.toString()))
                .containsExactly("/own.yaml: is not UTF-8 (byte 0xe9 in line 2): expected a scenario file, in UTF-8; "
                        + "convert it with: iconv -f ISO-8859-1 -t UTF-8");
        for (Charset charset : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE)) {
            Files.writeString(file, OWN, charset);
            assertThat(problemsOf(file.toString()))
                    .containsExactly("/own.yaml: is not UTF-8 (its bytes look like UTF-16): expected a scenario file, "
                            + "in UTF-8; convert it with: iconv -f UTF-16 -t UTF-8");
        }
    }

    @Test
    void a_byte_order_mark_of_utf_8_is_left_out() {
        assertThat(catalogue
                        .read(file("\uFEFF" + OWN), ScenarioOverrides.none())
                        .name())
                .isEqualTo("own");
    }

    @Test
    void all_problems_of_the_options_are_reported_at_once() {
        ScenarioOverrides overrides =
                new ScenarioOverrides(Optional.of("fast"), Optional.of("15"), Optional.of("stedy"));
        assertThatThrownBy(() -> catalogue.read("steady", overrides)).message().hasLineCount(3);
    }

    @Test
    void an_unknown_scenario_gets_the_nearest_name() {
        assertThatThrownBy(() -> catalogue.read("stedy", ScenarioOverrides.none()))
                .isInstanceOf(BadInputException.class)
                .hasMessage(
                        "no scenario is called stedy: expected one of " + String.join(", ", ScenarioCatalogue.names())
                                + ", or a .yaml file" + " (did you mean steady?)");
    }

    @Test
    void overrides_change_rate_storm_and_faults_with_what_is_demanded_of_them() {
        ScenarioOverrides overrides =
                new ScenarioOverrides(Optional.of("10/s"), Optional.of("15s"), Optional.of("off"));
        Scenario changed = catalogue.read("steady", overrides);
        assertThat(changed.traffic().ratePerSecond()).isEqualTo(10);
        assertThat(changed.phases().storm()).isEqualTo(Duration.ofSeconds(15));
        assertThat(changed.faults().rules()).isEmpty();
        assertThat(changed.demands().expects())
                .isEqualTo(catalogue
                        .read("calm", ScenarioOverrides.none())
                        .demands()
                        .expects());
        assertThat(changed.demands().budgets()).isNotEmpty();
    }

    @Test
    void a_schedule_is_a_pure_function_of_scenario_and_seed() {
        Scenario steady = catalogue.read("steady", ScenarioOverrides.none());
        assertThat(Schedule.of(steady, 1)).isEqualTo(Schedule.of(steady, 1)).isNotEqualTo(Schedule.of(steady, 2));
    }

    @Test
    void a_schedule_holds_the_rate_and_the_shares() {
        Scenario steady = catalogue.read("steady", ScenarioOverrides.none());
        Map<String, PlannedEntity> planned = Schedule.of(steady, 42).planned();
        // 35 s at 20/s: 700 orders, standard deviation 26; five of them either way.
        assertThat(planned.size()).isBetween(568, 832);
        Map<String, Long> byJourney =
                planned.values().stream().collect(Collectors.groupingBy(PlannedEntity::journey, Collectors.counting()));
        assertThat((double) byJourney.getOrDefault("cancels", 0L) / planned.size())
                .isBetween(0.09, 0.23);
        assertThat(planned.values().stream().filter(o -> o.intended() < 0).count())
                .isBetween(50L, 150L);
    }
}
