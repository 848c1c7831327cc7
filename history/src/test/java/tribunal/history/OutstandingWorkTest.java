package tribunal.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tribunal.history.ChannelEntry.AttemptEnded;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.DatabaseEntry.Claimed;
import tribunal.history.DatabaseEntry.EventRecorded;
import tribunal.history.DatabaseEntry.SettleOutcome;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.history.HarnessEntry.NodeKilled;

class OutstandingWorkTest {
    private final OutstandingWork backlog = new OutstandingWork(new AppModelBuilder("test")
            .functions(Map.of("Notify", new AppModel.FunctionTask(List.of("Placed"), false)))
            .build());
    private final Entry recorded = new EventRecorded(1, "t", "e", "Placed", 1, "o", 1);
    private final Entry started = new AttemptStarted(2, "e", "Notify", 1, 0);
    private final Entry ended = new AttemptEnded(3, "e", "Notify", 1, 0, Ending.DONE, null);
    private final Entry settled = new Settled(4, "e", "Notify", 7, 7, SettleOutcome.DONE);

    @Test
    void a_recorded_delivery_is_outstanding_until_it_is_finished_and_settled() {
        backlog.add(recorded);
        assertThat(backlog.outstanding()).containsExactly(new DeliveryId("e", "Notify"));
        backlog.add(started);
        backlog.add(ended);
        assertThat(backlog.outstanding()).hasSize(1);
        backlog.add(settled);
        assertThat(backlog.outstanding()).isEmpty();
        assertThat(backlog.lastChange()).isEqualTo(4);
    }

    @Test
    void entries_may_come_in_any_order() {
        List.of(settled, ended, recorded).forEach(backlog::add);
        assertThat(backlog.outstanding()).isEmpty();
        assertThat(backlog.openAttempts()).isZero();
        backlog.add(started);
        assertThat(backlog.openAttempts()).isZero();
    }

    @Test
    void a_settle_without_work_leaves_it_outstanding_and_a_dead_letter_does_not() {
        backlog.add(recorded);
        backlog.add(settled);
        assertThat(backlog.outstanding()).hasSize(1);
        assertThat(backlog.lastTried(new DeliveryId("e", "Notify"))).isEqualTo(4);
        backlog.add(new Settled(5, "e", "Notify", 8, 8, SettleOutcome.DEAD));
        assertThat(backlog.outstanding()).isEmpty();
    }

    @Test
    void a_held_delivery_is_open_until_the_dispatcher_has_its_answer() {
        backlog.add(new ChannelEntry.HandedOver(2, "e", "Notify", 1, 7, "node-1", "o", "Placed", 1, 1));
        assertThat(backlog.openHandOvers()).isEqualTo(1);
        backlog.add(
                new ChannelEntry.Answered(3, "e", "Notify", 1, ChannelEntry.Answer.NO_ANSWER, "dropped", null, false));
        assertThat(backlog.openHandOvers()).isZero();
    }

    @Test
    void a_fault_window_is_open_until_it_is_closed() {
        backlog.add(new HarnessEntry.FaultWindowOpened(1, "chaos-monkey"));
        assertThat(backlog.openFaultWindows()).containsExactly("chaos-monkey");
        backlog.add(new HarnessEntry.FaultWindowClosed(2, "chaos-monkey"));
        assertThat(backlog.openFaultWindows()).isEmpty();
    }

    @Test
    void what_is_over_can_be_forgotten_and_what_is_outstanding_cannot() {
        List.of(recorded, ended, settled).forEach(backlog::add);
        backlog.add(new EventRecorded(1, "t", "f", "Placed", 1, "o", 1));
        backlog.forget(5);
        assertThat(backlog.remembered()).isEqualTo(1);
        assertThat(backlog.outstanding()).containsExactly(new DeliveryId("f", "Notify"));
        backlog.add(new AttemptEnded(6, "e", "Notify", 1, 1, Ending.DONE, null));
        assertThat(backlog.outstanding()).containsExactly(new DeliveryId("f", "Notify"));
    }

    @Test
    void a_redriven_dead_letter_is_outstanding_again_from_its_claim_on() {
        backlog.add(recorded);
        backlog.add(new Settled(5, "e", "Notify", 8, 8, SettleOutcome.DEAD));
        backlog.add(new Claimed(9, "e", "Notify", 9, "node-1", 1));
        assertThat(backlog.outstanding()).containsExactly(new DeliveryId("e", "Notify"));
        List.of(ended, settled).forEach(backlog::add);
        assertThat(backlog.outstanding()).isEmpty();
    }

    @Test
    void a_claim_before_the_end_is_no_redrive_however_late_it_is_heard_of() {
        backlog.add(recorded);
        backlog.add(new Settled(5, "e", "Notify", 8, 8, SettleOutcome.DEAD));
        backlog.add(new Claimed(4, "e", "Notify", 8, "node-1", 1));
        assertThat(backlog.outstanding()).isEmpty();
    }

    @Test
    void a_killed_node_ends_its_attempts_and_no_other_s() {
        backlog.add(new HandedOver(2, "e", "Notify", 1, 7, "node-1", "o", "Placed", 1, 2));
        backlog.add(started);
        backlog.add(new HandedOver(2, "f", "Notify", 1, 8, "node-2", "o", "Placed", 1, 2));
        backlog.add(new AttemptStarted(2, "f", "Notify", 1, 0));
        backlog.add(new NodeKilled(6, "node-1"));
        assertThat(backlog.openAttempts()).isEqualTo(1);
        assertThat(backlog.openHandOvers()).isEqualTo(1);
        backlog.add(new AttemptStarted(5, "e", "Notify", 1, 1));
        assertThat(backlog.openAttempts()).as("a copy of which is heard late").isEqualTo(1);
    }

    @Test
    void a_redriven_delivery_can_be_given_up_again_and_a_dead_letter_is_never_forgotten() {
        backlog.add(recorded);
        backlog.add(claimed(2, 1));
        backlog.add(new Settled(3, "e", "Notify", 1, 1, SettleOutcome.DEAD));
        backlog.forget(1_000);
        backlog.add(claimed(5, 2));
        assertThat(backlog.outstanding()).hasSize(1);
        backlog.add(new Settled(6, "e", "Notify", 2, 2, SettleOutcome.DEAD));
        assertThat(backlog.outstanding()).isEmpty();
    }

    private static Claimed claimed(long at, long token) {
        return new Claimed(at, "e", "Notify", token, "node-1", 1);
    }
}
