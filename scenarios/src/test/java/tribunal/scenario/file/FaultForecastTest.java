package tribunal.scenario.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tribunal.fault.plan.PlannedEntity;
import tribunal.history.Demands.Expectation;
import tribunal.scenario.AppSettings;
import tribunal.scenario.Scenario;
import tribunal.scenario.ScenarioOverrides;
import tribunal.scenario.input.BadInputException;
import tribunal.scenario.schedule.Schedule;

class FaultForecastTest {
    private final ScenarioCatalogue catalogue = new ScenarioCatalogue(ScenarioCatalogueTest.GUARANTEES);

    private static ScenarioOverrides lasting(String storm) {
        return new ScenarioOverrides(Optional.empty(), Optional.of(storm), Optional.empty());
    }

    static List<String> names() {
        return ScenarioCatalogue.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_third_of_the_storm_plans_what_the_scenario_expects_whatever_the_seed(String name) {
        Duration storm = catalogue.read(name, ScenarioOverrides.none()).phases().storm();
        // Half an hour's third would be 6,000 orders for each seed: a minute says enough.
        long seconds = Math.min(60, storm.toSeconds() / 3);
        for (long seed = 1; seed <= 5; seed++) {
            long drawn = seed;
            assertThatCode(() -> catalogue.resolved(name, lasting(seconds + "s"), drawn))
                    .as("seed " + seed)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void a_storm_that_is_too_short_is_refused_with_the_length_that_is_enough() {
        String message = "";
        try {
            catalogue.resolved("steady", lasting("1s"), 42);
        } catch (BadInputException e) {
            message = String.valueOf(e.getMessage());
        }
        assertThat(message).startsWith("--duration 1s is too short: expects ").contains("needs at least ");
        String enough = message.replaceAll(".*at least ", "");
        assertThatCode(() -> catalogue.resolved("steady", lasting(enough), 42)).doesNotThrowAnyException();
    }

    @Test
    void a_fault_that_nothing_plans_is_not_to_be_expected_however_long_the_storm() {
        Scenario calm = catalogue.read("calm", ScenarioOverrides.none());
        Scenario steady = catalogue.read("steady", ScenarioOverrides.none());
        Scenario hopeless = new Scenario(
                "hopeless",
                "",
                calm.phases(),
                calm.traffic(),
                calm.faults(),
                Optional.empty(),
                Optional.empty(),
                calm.thirdParties(),
                1,
                AppSettings.DEFAULTS,
                List.of(),
                steady.demands());
        assertThatThrownBy(() -> FaultForecast.of(hopeless, 1).requireEnough(hopeless, 1, "it"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("0 can be counted on: no storm up to 600s is long enough");
    }

    @Test
    void deliveries_are_those_of_the_happy_path_and_of_a_cancelled_order_s_first_event() {
        Scenario calm = catalogue.read("calm", ScenarioOverrides.none());
        List<PlannedEntity> stormy = Schedule.of(calm, 7).planned().values().stream()
                .filter(order -> order.intended() >= 0)
                .toList();
        long cancelled = stormy.stream()
                .filter(order -> order.journey().equals("cancels"))
                .count();
        long others = stormy.size() - cancelled;
        // OrderPlaced, OrderPaid, OrderApproved, CourierAssigned and OrderDelivered: 3 functions each.
        assertThat(FaultForecast.of(calm, 7).deliveries()).isEqualTo(3 * cancelled + 15 * others);
    }

    @Test
    void of_what_is_planned_as_many_are_counted_on_as_are_met_19_times_in_20() {
        FaultForecast planned = new FaultForecast(
                new TreeMap<>(Map.of("drop", 120L)),
                1_000,
                new TreeMap<>(Map.of("drop", 100L, "crash", 100L, "hang", 1L)),
                1_500);
        // 100 x 9/10 = 90; the spread is the root of 100 x 9/10 x 1/10 = 3; 90 - 1.645 x 3 = 85.1
        assertThat(planned.countedOn("drop")).isEqualTo(85);
        // 100 x 3/4 = 75; the spread is the root of 100 x 3/4 x 1/4 = 4.33; 75 - 1.645 x 4.33 = 67.9
        assertThat(planned.countedOn("crash")).isEqualTo(67);
        // 0.9 - 1.645 x 0.3 = 0.41
        assertThat(planned.countedOn("hang")).isZero();
        assertThat(planned.countedOn("delay")).isZero();
    }

    @Test
    void a_ratio_is_one_of_the_most_deliveries_that_the_storm_s_orders_can_have() {
        Scenario steady = catalogue.read("steady", ScenarioOverrides.none());
        long inStorm = Schedule.of(steady, 7).planned().values().stream()
                .filter(order -> order.intended() >= 0)
                .count();
        // Delivered: 5 events for 3 functions each; cancelled at the last moment: 3 x 3, then 4, then 2.
        assertThat(FaultForecast.of(steady, 7).needed(new Expectation("drop", 0.01, true)))
                .isEqualTo((long) Math.ceil(0.01 * 15 * inStorm));
    }

    @Test
    void the_storm_s_last_two_seconds_are_not_counted_on() {
        assertThatThrownBy(() -> catalogue.resolved("steady", lasting("2s"), 42))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("but 0 can be counted on");
        Scenario steady = catalogue.read("steady", lasting("2s"));
        assertThat(FaultForecast.of(steady, 42).decisions()).isNotEmpty();
    }
}
