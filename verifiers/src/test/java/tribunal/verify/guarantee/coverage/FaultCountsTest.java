package tribunal.verify.guarantee.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static tribunal.verify.HistoryBuilder.CHARGE;
import static tribunal.verify.HistoryBuilder.delivery;
import static tribunal.verify.HistoryBuilder.history;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tribunal.history.DeliveryId;
import tribunal.history.HarnessEntry.ClientOutageStarted;
import tribunal.history.HarnessEntry.FaultStruck;
import tribunal.history.HarnessEntry.FaultWindowOpened;
import tribunal.history.HarnessEntry.NodeDied;
import tribunal.history.HarnessEntry.NodeKilled;
import tribunal.history.HarnessEntry.NodePaused;
import tribunal.history.HarnessEntry.NodeStopping;
import tribunal.history.HarnessEntry.TransactionDisturbed;
import tribunal.verify.HistoryBuilder;
import tribunal.verify.Verdicts;

class FaultCountsTest {
    private static final DeliveryId LATER = delivery("order:o-1", 2, "NotifyCustomer");

    private static HistoryBuilder both() {
        return history().commits("order:o-1", "PLACED", "PAID");
    }

    @Test
    void what_was_decided_and_never_met_is_not_met() {
        Verdicts verdicts = both().decides(CHARGE, 1, "crash")
                .decides(LATER, 1, "crash")
                .meets(LATER, 1, "crash")
                .judged();

        assertThat(verdicts.decided()).isEqualTo(Map.of("crash", 2L));
        assertThat(verdicts.notMet()).isEqualTo(Map.of("crash", 1L));
        assertThat(verdicts.faults()).containsEntry("crash", 1L);
    }

    @Test
    void copies_are_met_each_and_never_hide_what_was_not_met() {
        Verdicts verdicts = both().decides(CHARGE, 1, "duplicate")
                .decides(LATER, 1, "duplicate")
                .meets(LATER, 1, "duplicate")
                .meets(LATER, 1, "duplicate")
                .judged();

        assertThat(verdicts.faults()).containsEntry("duplicate", 2L);
        assertThat(verdicts.notMet()).isEqualTo(Map.of("duplicate", 1L));
    }

    @Test
    void a_reorder_counts_only_if_a_later_event_was_handed_over_before_it_began() {
        Verdicts inverted = both().decides(CHARGE, 1, "reorder")
                .meets(CHARGE, 1, "reorder")
                .claims(LATER, 1)
                .begins(CHARGE, 1, 0)
                .judged();
        Verdicts inOrder = both().decides(CHARGE, 1, "reorder")
                .meets(CHARGE, 1, "reorder")
                .begins(CHARGE, 1, 0)
                .claims(LATER, 1)
                .judged();

        assertThat(inverted.faults()).containsEntry("reorder", 1L);
        assertThat(inverted.notMet()).isEmpty();
        assertThat(inOrder.faults()).containsEntry("reorder", 0L);
        assertThat(inOrder.notMet()).isEqualTo(Map.of("reorder", 1L));
    }

    @Test
    void a_window_counts_by_its_opening() {
        assertThat(both().add(new FaultWindowOpened(5, "chaos-monkey")).judged().faults())
                .containsEntry("chaos-monkey", 1L);
    }

    @Test
    void a_reorder_is_recognized_by_the_original_of_its_own_attempt() {
        Verdicts verdicts = both().decides(CHARGE, 2, "reorder")
                .begins(CHARGE, 1, 0)
                .begins(CHARGE, 2, 1)
                .claims(LATER, 1)
                .begins(CHARGE, 2, 0)
                .judged();
        Verdicts copy = both().decides(CHARGE, 1, "reorder")
                .begins(CHARGE, 1, 0)
                .claims(LATER, 1)
                .begins(CHARGE, 1, 1)
                .begins(CHARGE, 2, 0)
                .judged();

        assertThat(verdicts.faults()).containsEntry("reorder", 1L);
        assertThat(verdicts.notMet()).isEmpty();
        assertThat(copy.faults()).containsEntry("reorder", 0L);
    }

    @Test
    void a_window_with_recorded_strikes_counts_by_them() {
        Verdicts verdicts = both().add(new FaultWindowOpened(5, "chaos-monkey"))
                .add(new FaultStruck(6, "chaos-monkey", "node-1", new TreeMap<>(Map.of("latency", 3L, "cpu", 4L))))
                .add(new FaultStruck(7, "chaos-monkey", "node-2", new TreeMap<>(Map.of("latency", 5L))))
                .judged();

        assertThat(verdicts.faults()).containsEntry("chaos-monkey", 12L);
    }

    private static long reorders(HistoryBuilder story) {
        return story.judged().faults().getOrDefault("reorder", -1L);
    }

    @Test
    void an_earlier_event_or_another_function_of_the_same_one_reorders_nothing() {
        DeliveryId beside = delivery("order:o-1", 1, "NotifyCustomer");

        assertThat(reorders(
                        both().decides(LATER, 1, "reorder").claims(CHARGE, 1).begins(LATER, 1, 0)))
                .isZero();
        assertThat(reorders(
                        both().decides(CHARGE, 1, "reorder").claims(beside, 1).begins(CHARGE, 1, 0)))
                .isZero();
    }

    @Test
    void a_later_event_that_is_handed_over_as_the_attempt_begins_is_in_order() {
        HistoryBuilder story =
                both().decides(CHARGE, 1, "reorder").claims(LATER, 1).after(-1);

        assertThat(reorders(story.begins(CHARGE, 1, 0))).isZero();
    }

    @Test
    void another_fate_is_no_reorder_though_its_delivery_came_late() {
        HistoryBuilder story = both().decides(LATER, 1, "reorder")
                .decides(CHARGE, 1, "crash")
                .claims(LATER, 1)
                .begins(CHARGE, 1, 0);

        assertThat(reorders(story)).isZero();
    }

    @Test
    void outages_of_nodes_and_clients_and_disturbed_transactions_count_by_their_kinds() {
        Verdicts verdicts = both().add(new NodeKilled(5, "n-1"))
                .add(new NodeStopping(6, "n-2"))
                .add(new NodeKilled(7, "n-2"))
                .add(new NodePaused(8, "n-3"))
                .add(new NodeDied(8, "n-4", "exit 3", List.of()))
                .add(new ClientOutageStarted(9, "cut-updates", "ann"))
                .add(new ClientOutageStarted(9, "cut-updates", "bob"))
                .add(new TransactionDisturbed(10, "unknown-commit", "n-1", 1, 7, true))
                .add(new TransactionDisturbed(11, "conflict", "n-1", 1, 8, false))
                .add(new TransactionDisturbed(12, "unknown-commit", "n-2", 1, 7, false))
                .judged();

        assertThat(verdicts.faults())
                .containsEntry("kill-node", 1L)
                .containsEntry("stop-node", 1L)
                .containsEntry("pause-node", 1L)
                .containsEntry("cut-updates", 2L)
                .containsEntry("unknown-commit", 2L)
                .containsEntry("conflict", 1L)
                .doesNotContainKey("died");
    }
}
