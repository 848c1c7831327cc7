package tribunal.load.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tribunal.fault.plan.Outage.Kind;
import tribunal.fault.plan.PlannedOutage;
import tribunal.load.harness.RunClock;

class OutageDriverTest {
    private static final long HOUR = 3_600_000_000_000L;
    private static final long SHORT = 1_000_000;

    private final List<String> steps = new CopyOnWriteArrayList<>();
    private final RunClock clock = new RunClock(System.nanoTime());
    private OutageDriver driver = driver();

    private final class RecordedSteps implements OutageTargets {
        @Override
        public List<String> nodes() {
            return List.of("node-1", "node-2");
        }

        @Override
        public Ending begin(PlannedOutage outage) {
            String what = outage.kind().label() + " " + outage.target();
            if (outage.target().equals("broken")) {
                throw new IllegalStateException("it does not come back");
            }
            steps.add(what + " begins");
            return () -> steps.add(what + " ends");
        }
    }

    private OutageDriver driver(PlannedOutage... outages) {
        driver = new OutageDriver(List.of(outages), clock, new RecordedSteps());
        return driver;
    }

    @AfterEach
    void end() {
        driver.close();
    }

    private static PlannedOutage kill(String node, long at, long nanos) {
        return new PlannedOutage(Kind.KILL_NODE, node, at, nanos);
    }

    @Test
    void an_outage_begins_at_its_time_and_ends_after_its_duration() {
        driver(kill("node-1", 0, SHORT)).start(clock.now());

        await().until(() -> steps.size() == 2);
        assertThat(steps).containsExactly("kill-node node-1 begins", "kill-node node-1 ends");
    }

    @Test
    void an_outage_that_would_last_longer_ends_at_heal_and_one_that_has_not_begun_never_begins() {
        driver(kill("node-1", 0, HOUR), kill("node-2", HOUR, SHORT)).start(clock.now());
        await().until(() -> steps.size() == 1);

        driver.heal();

        assertThat(steps).containsExactly("kill-node node-1 begins", "kill-node node-1 ends");
    }

    @Test
    void a_victim_that_is_down_is_not_affected_again_until_it_is_up() {
        driver(kill("node-1", 0, HOUR)).start(clock.now());
        await().until(() -> steps.size() == 1);
        driver.close();
        steps.clear();

        driver(kill("node-1", 0, HOUR), kill("node-1", 0, HOUR), kill("node-2", 0, HOUR))
                .start(clock.now());
        await().until(() -> steps.size() == 2);
        driver.heal();

        assertThat(steps.stream().filter(step -> step.equals("kill-node node-1 begins")))
                .hasSize(1);
        assertThat(steps).contains("kill-node node-2 begins", "kill-node node-2 ends");
    }

    @Test
    void a_rolling_restart_stops_the_next_node_when_the_one_before_is_up() {
        driver(new PlannedOutage(Kind.ROLLING_RESTART, "node-2", 0, SHORT)).start(clock.now());

        await().until(() -> steps.size() == 4);
        assertThat(steps)
                .containsExactly(
                        "stop-node node-1 begins",
                        "stop-node node-1 ends",
                        "stop-node node-2 begins",
                        "stop-node node-2 ends");
    }

    @Test
    void a_part_that_does_not_come_back_fails_the_run() {
        driver(kill("broken", 0, SHORT)).start(clock.now());

        await().until(() -> {
            try {
                driver.check();
                return false;
            } catch (IllegalStateException e) {
                return true;
            }
        });
        assertThatThrownBy(driver::heal).hasMessage("it does not come back");
    }
}
