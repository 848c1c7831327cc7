package tribunal.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry.FaultWindowClosed;
import tribunal.history.HarnessEntry.FaultWindowOpened;
import tribunal.history.HarnessEntry.NodeKilled;
import tribunal.history.History;
import tribunal.report.page.SwimLanes.Step;
import tribunal.report.story.StoryBuilder;
import tribunal.verify.verdict.Violation;

class SwimLanesTest {
    private static final long SECOND = 1_000_000_000;
    private static final Committed PLACED = committed(1, 1, null, "PLACED");
    private static final Committed PAID = committed(5, 2, "PLACED", "PAID");

    private static Committed committed(long seconds, int version, @Nullable String from, String state) {
        return new Committed(seconds * SECOND, "8", "order:7f3a", version, from, state, Map.of());
    }

    /** The lanes of a story with both commits as its proof. */
    private static SwimLanes lanes(Entry... others) {
        Violation violation = new Violation("order 7f3a was paid late", "order:7f3a", List.of(PLACED, PAID));
        List<Entry> all = new ArrayList<>(List.of(others));
        all.addAll(List.of(PLACED, PAID));
        return SwimLanes.of(
                violation, StoryBuilder.of(new History(all), List.of(violation)).of(violation));
    }

    @Test
    void windows_of_faults_during_the_proof_have_a_lane_of_their_own() {
        SwimLanes lanes = lanes(
                new FaultWindowOpened(2 * SECOND, "slow-database"), new FaultWindowClosed(3 * SECOND, "slow-database"));

        assertThat(lanes.titles()).containsExactly("store", "faults");
        assertThat(lanes.steps())
                .filteredOn(step -> step.lane().equals("faults"))
                .containsExactly(
                        new Step("2.000 s", "faults", "slow-database BEGINS", false, true),
                        new Step("3.000 s", "faults", "slow-database ENDS", false, true));
    }

    @Test
    void what_happens_to_a_node_is_in_the_app_s_lane_with_the_node_s_name() {
        SwimLanes lanes = lanes(new NodeKilled(2 * SECOND, "node-1"));

        assertThat(lanes.titles()).containsExactly("app", "store");
        assertThat(lanes.steps()).contains(new Step("2.000 s", "app", "node-1 GONE", false, true));
    }

    @Test
    void windows_of_faults_before_the_proof_are_left_out() {
        SwimLanes lanes = lanes(new FaultWindowOpened(0, "slow-database"));

        assertThat(lanes.titles()).containsExactly("store");
        assertThat(lanes.steps()).hasSize(2);
    }
}
