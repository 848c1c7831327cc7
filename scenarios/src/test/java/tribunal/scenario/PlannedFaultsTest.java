package tribunal.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tribunal.fault.PlannedOrder;

class PlannedFaultsTest {
    private final Catalogue catalogue = new Catalogue(CatalogueTest.GUARANTEES);

    private static Overrides lasting(String storm) {
        return new Overrides(Optional.empty(), Optional.of(storm), Optional.empty());
    }

    static List<String> names() {
        return Catalogue.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_third_of_the_storm_plans_what_the_scenario_expects_whatever_the_seed(String name) {
        Duration storm = catalogue.read(name, Overrides.none()).phases().storm();
        // Half an hour's third would be 6,000 orders for each seed: a minute says enough.
        long seconds = Math.min(60, storm.toSeconds() / 3);
        for (long seed = 1; seed <= 5; seed++) {
            long drawn = seed;
            assertThatCode(() -> catalogue.script(name, lasting(seconds + "s"), drawn))
                    .as("seed " + seed)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void a_storm_that_is_too_short_is_told_the_length_that_is_enough() {
        String message = "";
        try {
            catalogue.script("steady", lasting("100ms"), 42);
        } catch (BadInput e) {
            message = String.valueOf(e.getMessage());
        }
        assertThat(message)
                .startsWith("--duration 100ms is too short: expects ")
                .contains("needs at least ");
        String enough = message.replaceAll(".*at least ", "");
        assertThatCode(() -> catalogue.script("steady", lasting(enough), 42)).doesNotThrowAnyException();
    }

    @Test
    void a_fault_that_nothing_plans_is_not_to_be_expected_however_long_the_storm() {
        Scenario calm = catalogue.read("calm", Overrides.none());
        Scenario steady = catalogue.read("steady", Overrides.none());
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
                steady.demands());
        assertThatThrownBy(() -> PlannedFaults.of(hopeless, 1).requireEnough(hopeless, 1, "it"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(
                        "0 are planned, of which one in five may not come to pass: no storm up to 600s plans so many");
    }

    @Test
    void deliveries_are_those_of_the_happy_path_and_of_a_cancelled_order_s_first_event() {
        Scenario calm = catalogue.read("calm", Overrides.none());
        List<PlannedOrder> stormy = Schedule.of(calm, 7).planned().values().stream()
                .filter(order -> order.intended() >= 0)
                .toList();
        long cancelled = stormy.stream()
                .filter(order -> order.journey().equals("cancels"))
                .count();
        long others = stormy.size() - cancelled;
        // OrderPlaced, OrderPaid, OrderApproved, CourierAssigned and OrderDelivered: 3 functions each.
        assertThat(PlannedFaults.of(calm, 7).deliveries()).isEqualTo(3 * cancelled + 15 * others);
    }
}
