package tribunal.verify.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tribunal.history.HarnessEntry;
import tribunal.history.HarnessEntry.ClientOutageEnded;
import tribunal.history.HarnessEntry.ClientOutageStarted;
import tribunal.history.HarnessEntry.Drained;
import tribunal.history.HarnessEntry.FaultWindowClosed;
import tribunal.history.HarnessEntry.FaultWindowOpened;
import tribunal.history.HarnessEntry.NodeDied;
import tribunal.history.HarnessEntry.NodeKilled;
import tribunal.history.HarnessEntry.NodePaused;
import tribunal.history.HarnessEntry.NodeResumed;
import tribunal.history.HarnessEntry.NodeStarted;
import tribunal.history.HarnessEntry.NodeStopping;
import tribunal.verify.evidence.RecordedOutage.Scope;

class RecordedOutageTest {
    private static List<RecordedOutage> of(HarnessEntry... entries) {
        return RecordedOutage.of(List.of(entries));
    }

    private static RecordedOutage node(String fault, long from, long to) {
        return new RecordedOutage(fault, Scope.NODE, "n-1", from, to);
    }

    @Test
    void a_killed_node_is_down_until_it_is_started() {
        assertThat(of(new NodeStarted(1, "n-1"), new NodeKilled(5, "n-1"), new NodeStarted(9, "n-1")))
                .containsExactly(node("kill-node", 5, 9));
        assertThat(of(new NodeKilled(5, "n-1"), new NodeStarted(9, "n-2")))
                .containsExactly(node("kill-node", 5, Long.MAX_VALUE));
    }

    @Test
    void a_node_that_was_asked_to_stop_is_not_killed_as_well() {
        assertThat(of(new NodeStopping(5, "n-1"), new NodeKilled(7, "n-1"), new NodeStarted(9, "n-1")))
                .containsExactly(node("stop-node", 5, 9));
        assertThat(of(new NodeStopping(5, "n-2"), new NodeKilled(7, "n-1"), new NodeStarted(9, "n-1")))
                .contains(node("kill-node", 7, 9));
    }

    @Test
    void a_paused_node_that_is_killed_is_down_until_it_is_started() {
        assertThat(of(
                        new NodePaused(5, "n-1"),
                        new NodeKilled(6, "n-1"),
                        new NodeResumed(7, "n-1"),
                        new NodeStarted(9, "n-1")))
                .containsExactly(node("pause-node", 5, 6), node("kill-node", 6, 9));
        assertThat(of(new NodePaused(5, "n-1"), new NodeResumed(7, "n-1"))).containsExactly(node("pause-node", 5, 7));
    }

    @Test
    void a_node_that_dies_by_itself_has_no_plan() {
        assertThat(of(new Drained(1), new NodeDied(5, "n-1", "exit 3", List.of())))
                .containsExactly(node(RecordedOutage.DIED, 5, Long.MAX_VALUE));
    }

    @Test
    void outages_of_clients_and_parts_end_by_their_own_names() {
        assertThat(of(
                        new FaultWindowOpened(1, "cut-database"),
                        new ClientOutageStarted(2, "cut-updates", "ann"),
                        new ClientOutageStarted(2, "cut-updates", "bob"),
                        new ClientOutageStarted(3, "slow-updates", "ann"),
                        new ClientOutageEnded(4, "cut-updates", "ann"),
                        new FaultWindowClosed(5, "slow-database"),
                        new FaultWindowClosed(6, "cut-database")))
                .containsExactly(
                        new RecordedOutage("cut-database", Scope.ALL, "", 1, 6),
                        new RecordedOutage("cut-updates", Scope.CLIENT, "ann", 2, 4),
                        new RecordedOutage("cut-updates", Scope.CLIENT, "bob", 2, Long.MAX_VALUE),
                        new RecordedOutage("slow-updates", Scope.CLIENT, "ann", 3, Long.MAX_VALUE));
    }

    @Test
    void only_an_assault_leaves_everything_in_service() {
        assertThat(new RecordedOutage("chaos-monkey", Scope.ALL, "", 1, 2).isAssault())
                .isTrue();
        assertThat(new RecordedOutage("cut-database", Scope.ALL, "", 1, 2).isAssault())
                .isFalse();
    }
}
