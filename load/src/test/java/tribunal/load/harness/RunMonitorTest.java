package tribunal.load.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.HarnessEntry.CanaryStarted;
import tribunal.scenario.file.ScenarioCatalogue;

class RunMonitorTest {
    private final RunMonitor monitor = new RunMonitor(ScenarioCatalogue.model());

    private void commits(String order, int version, String from, String status) {
        monitor.observe(new Committed(
                version,
                "t",
                order,
                version,
                from,
                status,
                Map.of("restaurant", "r", "customer", "c", "total", "100")));
    }

    @Test
    void an_order_is_done_once_though_it_goes_from_one_final_status_to_another() {
        commits("order:o-1", 2, "PLACED", "CANCELLED");
        commits("order:o-1", 3, "CANCELLED", "REFUNDED");
        commits("order:o-2", 5, "COURIER_ASSIGNED", "DELIVERED");
        commits("order:o-3", 2, "PLACED", "PAID");

        assertThat(monitor.status(9).done()).isEqualTo(2);
    }

    @Test
    void the_canary_is_finished_when_it_comes_to_a_final_status() {
        commits("order:other", 5, "COURIER_ASSIGNED", "DELIVERED");
        assertThat(monitor.isCanaryFinished()).isFalse();
        monitor.observe(new CanaryStarted(10, "order:canary"));
        commits("order:other", 5, "COURIER_ASSIGNED", "DELIVERED");
        commits("order:canary", 2, "PLACED", "PAID");
        assertThat(monitor.isCanaryFinished()).isFalse();
        commits("order:canary", 5, "COURIER_ASSIGNED", "DELIVERED");
        assertThat(monitor.isCanaryFinished()).isTrue();
    }

    @Test
    void what_it_remembers_does_not_grow_with_the_run() {
        int many = 3 * RunMonitor.VERSIONS_MAX;
        for (int n = 0; n < many; n++) {
            // Neither answered nor committed: the worst case for the monitor's memory.
            monitor.observe(new OperationSent(n, "place/c/" + n, 1, "PLACE", "o-" + n, "c", n));
            monitor.observe(new UpdateReceived(n, "c", "s", "o-" + n, 1, "PLACED", Map.of()));
        }

        assertThat(monitor.remembered()).isEqualTo(RunMonitor.VERSIONS_MAX + RunMonitor.OPERATIONS_MAX);
        assertThat(monitor.status(many).placed()).isEqualTo(many);
    }
}
