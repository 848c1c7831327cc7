package tribunal.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tribunal.fault.plan.FaultRule;
import tribunal.fault.plan.FaultSpec;
import tribunal.scenario.file.ScenarioCatalogue;
import tribunal.scenario.file.ScenarioCatalogueTest;
import tribunal.scenario.input.BadInputException;
import tribunal.scenario.schedule.ArrivalProcess;
import tribunal.scenario.schedule.BoardWatcher;
import tribunal.scenario.schedule.Customer;
import tribunal.scenario.schedule.OfflinePeriod;
import tribunal.scenario.schedule.OrderPlacement;
import tribunal.scenario.schedule.Schedule;

/** Rising rates, board watchers, random faults. */
class ScenarioPartsTest {
    private final ScenarioCatalogue catalogue = new ScenarioCatalogue(ScenarioCatalogueTest.GUARANTEES);

    private Scenario named(String name) {
        return catalogue.read(name, ScenarioOverrides.none());
    }

    @Test
    void a_rising_rate_is_reached_by_the_root_of_its_integral() {
        ArrivalProcess rising = new ArrivalProcess(5, 30, 10, 40);
        // 50 orders in the warm-up, then 10 t + t²/2: 30 s give 300 + 450.
        assertThat(rising.expectedTotal()).isEqualTo(800);
        assertThat(rising.timeWhenExpected(25)).isEqualTo(Duration.ofMillis(2_500));
        // 150 orders after 10 s of storm: 10 · 10 + 100/2.
        assertThat(rising.timeWhenExpected(200).toMillis()).isEqualTo(15_000);
        assertThat(rising.timeWhenExpected(800).toMillis()).isEqualTo(35_000);
    }

    @Test
    void an_even_rate_is_the_same_all_along() {
        assertThat(new ArrivalProcess(5, 30, 20, 20).timeWhenExpected(400)).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void the_last_third_of_a_rush_holds_far_more_orders_than_the_first() {
        Scenario rush = named("lunch-rush");
        long third = rush.phases().storm().toNanos() / 3;
        var planned = Schedule.of(rush, 42).planned().values();
        long first = planned.stream()
                .filter(o -> o.intended() >= 0 && o.intended() < third)
                .count();
        long last = planned.stream().filter(o -> o.intended() >= 2 * third).count();
        // 10 to 20/s for 10 s against 30 to 40/s: 150 against 350.
        assertThat((double) last / first).isBetween(1.6, 3.4);
    }

    @Test
    void a_small_scenario_runs_fewer_deliveries_at_a_time_if_it_runs_few_at_all() {
        Scenario few = named("long-functions").forSimulation(20, Duration.ofSeconds(25));

        assertThat(few.app().concurrency()).isEqualTo(1);
        assertThat(few.app().lease()).isEqualTo(Duration.ofSeconds(2));
        assertThat(named("steady").forSimulation(20, Duration.ofSeconds(25)).app())
                .isEqualTo(AppSettings.DEFAULTS);
    }

    @Test
    void the_settings_of_the_app_come_with_the_faults_that_need_them() {
        ScenarioOverrides faults =
                new ScenarioOverrides(Optional.empty(), Optional.empty(), Optional.of("long-functions"));

        assertThat(catalogue.read("steady", faults).app())
                .isEqualTo(named("long-functions").app());
    }

    @Test
    void a_longer_time_out_from_the_command_line_is_refused_where_functions_hang_for_less() {
        AppSettings longer = AppSettings.of(Map.of("delivery-timeout", "6s"));

        assertThat(named("steady").withAppSettings(longer).app().deliveryTimeout())
                .isEqualTo(Duration.ofSeconds(6));
        assertThatThrownBy(() -> named("hanging-functions").withAppSettings(longer))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("expected a time above the app's delivery-timeout of 6s");
    }

    @Test
    void settings_from_the_command_line_come_before_the_scenario_s() {
        AppSettings changed = named("long-functions")
                .withAppSettings(AppSettings.of(Map.of("lease", "4s", "pool", "8")))
                .app();

        assertThat(changed.byName())
                .containsOnly(
                        Map.entry("lease", "4s"),
                        Map.entry("pool", "8"),
                        Map.entry("delivery-timeout", "6s"),
                        Map.entry("concurrency", "4"));
    }

    @Test
    void a_rate_from_the_command_line_takes_what_it_rises_to_along() {
        ScenarioOverrides half = new ScenarioOverrides(Optional.of("5/s"), Optional.empty(), Optional.empty());
        TrafficProfile traffic = catalogue.read("lunch-rush", half).traffic();
        assertThat(traffic.ratePerSecond()).isEqualTo(5);
        assertThat(traffic.riseToPerSecond()).isCloseTo(20, within(1e-9));
    }

    @Test
    void some_boards_have_two_watchers_and_half_of_all_watchers_join_in_the_storm() {
        Scenario scenario = named("reconnecting-subscribers");
        Schedule schedule = Schedule.of(scenario, 42);
        assertThat(schedule.boardWatchers()).hasSize(12);
        assertThat(schedule.boardWatchers().stream().filter(w -> w.joins().isZero()))
                .hasSize(6)
                .contains(schedule.boardWatchers().getFirst());
        assertThat(schedule.boardWatchers().stream().filter(w -> !w.joins().isZero()))
                .hasSize(6)
                .allSatisfy(w -> assertThat(w.joins())
                        .isBetween(scenario.phases().warmUp(), scenario.phases().warmUpAndStorm()));
        assertThat(schedule.boardWatchers().stream()
                        .map(BoardWatcher::restaurant)
                        .distinct())
                .hasSize(8);
        assertThat(schedule.boardWatchers().stream()
                        .filter(w -> w.offlinePeriod().isPresent()))
                .hasSizeGreaterThan(6)
                .allSatisfy(w -> assertThat(w.offlinePeriod().orElseThrow().from())
                        .isBetween(w.joins(), scenario.phases().warmUpAndStorm()));
    }

    @Test
    void who_does_not_stay_leaves_after_each_order_and_comes_back_before_the_next() {
        Scenario soak = named("soak");
        Duration stay = soak.traffic().stay().orElseThrow();
        Duration end = soak.phases().warmUp().plus(soak.phases().storm());
        for (Customer customer : Schedule.of(soak, 42).customers()) {
            List<OfflinePeriod> visits = customer.offlinePeriods().stream()
                    .filter(a -> !a.equals(OfflinePeriod.shortlyFrom(a.from())))
                    .toList();
            assertThat(visits).allSatisfy(a -> assertThat(a.from()).isLessThan(end));
            assertThat(customer.orders()).allSatisfy(order -> {
                assertThat(visits).noneMatch(a -> isDuring(order.at(), a));
                assertThat(visits.stream()
                                .anyMatch(a -> a.from().equals(order.at().plus(stay))))
                        .isEqualTo(nothingComesSoonAfter(order, customer, stay)
                                && order.at().plus(stay).compareTo(end) < 0);
            });
            assertThat(visits.stream().filter(a -> a.until().isEmpty())).hasSizeLessThan(2);
        }
    }

    private static boolean isDuring(Duration at, OfflinePeriod absence) {
        return at.compareTo(absence.from()) >= 0
                && absence.until().filter(back -> back.compareTo(at) <= 0).isEmpty();
    }

    private static boolean nothingComesSoonAfter(OrderPlacement order, Customer customer, Duration stay) {
        Duration soon = order.at().plus(stay).plusMillis(1_500);
        return customer.orders().stream()
                .noneMatch(o -> o.at().compareTo(order.at()) > 0 && o.at().compareTo(soon) <= 0);
    }

    @Test
    void a_swarm_is_a_pure_function_of_its_seed_and_leaves_whole_kinds_out() {
        Scenario swarm = named("swarm");
        assertThat(swarm.withDrawnFaults(3)).isEqualTo(swarm.withDrawnFaults(3));
        Set<Set<String>> subsets = LongStream.rangeClosed(1, 20)
                .mapToObj(seed -> swarm.withDrawnFaults(seed).faults().rules().stream()
                        .map(FaultRule::name)
                        .collect(Collectors.toSet()))
                .collect(Collectors.toSet());
        assertThat(subsets)
                .hasSizeGreaterThan(10)
                .allSatisfy(kinds -> assertThat(kinds).isNotEmpty());
        assertThat(subsets).anySatisfy(kinds -> assertThat(kinds).hasSizeLessThan(8));
    }

    @Test
    void what_a_swarm_leaves_out_it_does_not_expect() {
        Scenario swarm = named("swarm");
        Scenario drawn = swarm.withDrawnFaults(1);
        Set<String> kinds =
                drawn.faults().rules().stream().map(r -> r.spec().kind()).collect(Collectors.toSet());
        assertThat(drawn.demands().expects())
                .filteredOn(e -> FaultSpec.KINDS.containsKey(e.what()))
                .isNotEmpty()
                .allSatisfy(e -> assertThat(kinds).contains(e.what()));
        assertThat(drawn.faults().faultsPerDeliveryMax()).isEqualTo(3);
    }

    @Test
    void drawn_ratios_lie_between_a_quarter_and_the_whole_of_the_candidate_s() {
        SwarmSettings swarm = named("swarm").swarm().orElseThrow();
        swarm.drawn(5, 3).rules().forEach(rule -> {
            double most = swarm.candidates().stream()
                    .filter(c -> c.name().equals(rule.name()))
                    .findFirst()
                    .orElseThrow()
                    .ratio();
            assertThat(rule.ratio()).isBetween(most / 4, most);
        });
    }

    @Test
    void chaos_monkey_is_given_the_beans_to_strike() {
        ChaosMonkeySettings monkey = named("chaos-monkey").chaosMonkey().orElseThrow();
        assertThat(monkey.beans()).containsExactly("transactions", "queue", "readModels", "orders");
        assertThat(monkey.every()).isEqualTo(50);
        assertThat(monkey.latencyMax()).isEqualTo(Duration.ofMillis(200));
        assertThat(monkey.exceptions()).isTrue();
        assertThat(monkey.cpu()).isEmpty();
    }

    @Test
    void every_kind_of_fault_has_a_scenario_that_demands_it() {
        Set<String> demanded = ScenarioCatalogue.names().stream()
                .flatMap(name -> named(name).demands().expects().stream().map(e -> e.what()))
                .collect(Collectors.toSet());
        assertThat(demanded).containsAll(FaultSpec.KINDS.keySet());
    }

    @Test
    void every_file_says_at_its_head_what_it_demands_and_why() {
        assertThat(ScenarioCatalogue.names()).allSatisfy(name -> {
            assertThat(ScenarioCatalogue.headComment(name)).isNotEmpty();
            assertThat(String.join(" ", ScenarioCatalogue.headComment(name)).toLowerCase(Locale.ROOT))
                    .contains("demands");
        });
    }
}
