package tribunal.fault.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tribunal.fault.plan.Outage.Kind;
import tribunal.history.IndexedRandom;

class OutagePlanTest {
    private static final OutagePlan PLAN = plan(1);

    private static OutagePlan plan(long seed) {
        return new OutagePlan(
                new IndexedRandom(seed),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                List.of("node-1", "node-2"),
                List.of("customer-1"));
    }

    private static Outage outage(Kind kind, int times) {
        return new Outage(kind, times, times, 0, Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void every_outage_begins_half_a_second_inside_of_the_storm_and_lasts_as_long_as_the_scenario_says() {
        List<PlannedOutage> drawn = PLAN.draw(List.of(outage(Kind.KILL_NODE, 200)));

        assertThat(drawn).hasSize(200).allSatisfy(outage -> {
            assertThat(outage.at()).isBetween(5_500_000_000L, 34_500_000_000L);
            assertThat(outage.nanos()).isBetween(1_000_000_000L, 2_000_000_000L);
        });
        assertThat(drawn.stream().map(PlannedOutage::target)).contains("node-1", "node-2");
    }

    @Test
    void the_kind_says_what_is_affected() {
        assertThat(PLAN.draw(List.of(
                        outage(Kind.KILL_DATABASE, 1), outage(Kind.CUT_UPDATES, 1), outage(Kind.CUT_THIRD_PARTIES, 1))))
                .extracting(PlannedOutage::target)
                .containsExactly(OutagePlan.DATABASE, "customer-1", OutagePlan.THIRD_PARTIES);
    }

    @Test
    void faults_of_transactions_have_no_time() {
        Outage conflicts = new Outage(Kind.CONFLICT, 0, 0, 0.5, Duration.ZERO, Duration.ZERO);

        assertThat(PLAN.draw(List.of(conflicts))).isEmpty();
    }

    @Test
    void equal_seeds_draw_the_same_and_others_do_not() {
        List<Outage> outages = List.of(outage(Kind.PAUSE_NODE, 3));

        assertThat(plan(7).draw(outages)).isEqualTo(plan(7).draw(outages)).isNotEqualTo(PLAN.draw(outages));
    }
}
