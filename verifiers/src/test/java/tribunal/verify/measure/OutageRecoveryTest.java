package tribunal.verify.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static tribunal.verify.HistoryBuilder.CHARGE;
import static tribunal.verify.HistoryBuilder.MS;
import static tribunal.verify.HistoryBuilder.delivery;
import static tribunal.verify.HistoryBuilder.history;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tribunal.history.ChannelEntry.Answer;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.DatabaseEntry.SettleOutcome;
import tribunal.history.DeliveryId;
import tribunal.history.HarnessEntry.ClientOutageEnded;
import tribunal.history.HarnessEntry.ClientOutageStarted;
import tribunal.history.HarnessEntry.FaultWindowClosed;
import tribunal.history.HarnessEntry.FaultWindowOpened;
import tribunal.history.HarnessEntry.NodeKilled;
import tribunal.history.HarnessEntry.NodeStarted;
import tribunal.verify.HistoryBuilder;
import tribunal.verify.Verdicts;
import tribunal.verify.verdict.VerdictStatus;

/** The node {@code n-1} is down from 100 to 1,000 ms. Order o-1 is placed at 1 ms; one of its three deliveries is done at once. */
class OutageRecoveryTest {
    private static final DeliveryId NOTIFY = delivery("order:o-1", 1, "NotifyCustomer");

    private static HistoryBuilder down(HistoryBuilder story) {
        return story.add(new NodeKilled(100 * MS, "n-1")).add(new NodeStarted(1_000 * MS, "n-1"));
    }

    private static HistoryBuilder placed() {
        return down(placed("order:o-1", history()));
    }

    private static HistoryBuilder placed(String order, HistoryBuilder story) {
        return story.commits(order, "PLACED").delivers(delivery(order, 1, "ProjectRestaurantBoard"));
    }

    /** Settled then by attempt 2, which was due at 5 ms. */
    private static HistoryBuilder delivered(HistoryBuilder story, DeliveryId id, long settled) {
        return delivered(story, id, 5, settled);
    }

    private static HistoryBuilder delivered(HistoryBuilder story, DeliveryId id, long due, long settled) {
        return story.at(0)
                .due(due)
                .at(settled - 6)
                .attempts(id, 2, Ending.DONE)
                .answered(id, 2, Answer.DONE)
                .settles(id, 2, SettleOutcome.DONE);
    }

    private static OutageRecovery only(HistoryBuilder story) {
        List<OutageRecovery> outages = story.judged().outages();
        assertThat(outages).hasSize(1);
        return outages.getFirst();
    }

    private static void recovered(HistoryBuilder story, long ms) {
        OutageRecovery recovery = only(story);
        assertThat(recovery.nanos()).contains(ms * MS);
        assertThat(recovery.from()).isEqualTo(1_000 * MS);
        assertThat(recovery.outstanding()).isZero();
    }

    @Test
    void it_lasts_from_the_end_until_the_last_delayed_delivery_is_settled() {
        recovered(delivered(delivered(placed(), CHARGE, 1_400), NOTIFY, 3_500), 2_500);
    }

    @Test
    void what_was_finished_before_the_end_or_recorded_after_it_was_not_delayed() {
        HistoryBuilder story = placed(
                "order:o-2",
                delivered(delivered(placed(), CHARGE, 900), NOTIFY, 1_000).at(1_000));
        delivered(story, delivery("order:o-2", 1, "ChargePayment"), 4_000);
        delivered(story, delivery("order:o-2", 1, "NotifyCustomer"), 4_000);

        recovered(story, 0);
    }

    @Test
    void while_something_is_outstanding_it_is_not_known() {
        OutageRecovery recovery = only(delivered(placed(), CHARGE, 1_400).drained());

        assertThat(recovery.nanos()).isEmpty();
        assertThat(recovery.outstanding()).isOne();
    }

    @Test
    void what_is_poisoned_delays_nothing() {
        HistoryBuilder story = placed().poisons("order:o-1", "OrderPlaced", "ChargePayment", 12);

        recovered(delivered(story, NOTIFY, 1_400).drained(), 400);
    }

    /** The first attempt failed at this time and was given back; it is due again at 5 s. */
    private static HistoryBuilder dueLater(long failed) {
        HistoryBuilder story = delivered(placed(), NOTIFY, 1_200)
                .at(failed - 6)
                .attempts(CHARGE, 1, Ending.FAILED)
                .answered(CHARGE, 1, Answer.FAILED)
                .settles(CHARGE, 1, SettleOutcome.RETRY);
        return delivered(story, CHARGE, 5_000, 6_000);
    }

    @Test
    void a_delivery_that_waited_for_a_later_due_time_was_not_delayed() {
        recovered(dueLater(99), 200);
        // given back during the outage, it may have failed for it
        recovered(dueLater(500), 5_000);
    }

    @Test
    void a_delivery_that_was_not_due_before_the_end_was_not_delayed() {
        recovered(delivered(delivered(placed(), NOTIFY, 1_200), CHARGE, 1_001, 6_000), 200);
        recovered(delivered(delivered(placed(), NOTIFY, 1_200), CHARGE, 1_000, 6_000), 5_000);
    }

    @Test
    void an_attempt_that_was_under_way_was_delayed_until_its_lease_lapsed() {
        HistoryBuilder claimed = delivered(placed(), NOTIFY, 1_200).at(50).claims(CHARGE, 1);

        recovered(delivered(claimed, CHARGE, 3_000, 6_000), 5_000);
    }

    private static HistoryBuilder sent(HistoryBuilder story, int send, long ms) {
        return story.add(new OperationSent(ms * MS, "place/1", send, "PLACE", "order:o-1", "c-1", ms * MS));
    }

    private static HistoryBuilder answered(HistoryBuilder story, int send, Outcome outcome, long ms) {
        return story.add(
                new OperationAnswered(ms * MS, "place/1", send, outcome, 1, "PLACED", "unreachable", Map.of()));
    }

    @Test
    void an_operation_that_was_open_at_the_end_counts_until_its_decisive_answer() {
        HistoryBuilder story = sent(down(history()), 1, 200);
        answered(sent(answered(story, 1, Outcome.INDETERMINATE, 300), 2, 400), 2, Outcome.ACKNOWLEDGED, 1_700);

        recovered(story, 700);
    }

    @Test
    void an_operation_that_its_client_gave_up_is_over_and_one_without_an_answer_is_not() {
        recovered(answered(sent(down(history()), 1, 200), 1, Outcome.INDETERMINATE, 900), 0);
        recovered(answered(sent(down(history()), 1, 200), 1, Outcome.INDETERMINATE, 1_300), 300);
        recovered(sent(down(history()), 1, 1_001), 0);
        assertThat(only(sent(down(history()), 1, 200)).outstanding()).isOne();
    }

    @Test
    void of_outages_that_overlap_recovery_begins_with_the_end_of_the_last() {
        HistoryBuilder story = placed().add(new FaultWindowOpened(1_000 * MS, "cut-database"))
                .add(new FaultWindowClosed(2_000 * MS, "cut-database"))
                .add(new FaultWindowOpened(9_000 * MS, "cut-database"))
                .add(new FaultWindowClosed(9_500 * MS, "cut-database"));
        List<OutageRecovery> outages = delivered(delivered(story, CHARGE, 1_400), NOTIFY, 2_300)
                .judged()
                .outages();

        assertThat(outages).extracting(OutageRecovery::from).containsExactly(2_000 * MS, 2_000 * MS, 9_500 * MS);
        assertThat(outages)
                .extracting(OutageRecovery::nanos)
                .containsExactly(Optional.of(300 * MS), Optional.of(300 * MS), Optional.of(0L));
    }

    @Test
    void nothing_recovers_from_an_assault_a_moment_an_outage_without_end_or_one_of_a_single_client() {
        Verdicts verdicts = history()
                .add(new FaultWindowOpened(1, "chaos-monkey"))
                .add(new FaultWindowClosed(2, "chaos-monkey"))
                .add(new FaultWindowOpened(2, "fail-updates"))
                .add(new FaultWindowClosed(2, "fail-updates"))
                .add(new ClientOutageStarted(3, "cut-updates", "ann"))
                .add(new ClientOutageEnded(4, "cut-updates", "ann"))
                .add(new NodeKilled(5, "n-1"))
                .judged();

        assertThat(verdicts.outages()).extracting(o -> o.outage().fault()).containsExactly("cut-updates", "kill-node");
        assertThat(verdicts.outages()).allMatch(o -> o.nanos().isEmpty() && o.outstanding() == 0);
    }

    private static BudgetResult budget(HistoryBuilder story, long limitMs) {
        return story.budget("recovery", 100, limitMs).judged().budgets().getFirst();
    }

    @Test
    void a_budget_holds_within_the_outages_that_other_budgets_leave_out() {
        assertThat(budget(delivered(delivered(placed(), CHARGE, 1_400), NOTIFY, 3_500), 2_600)
                        .status())
                .isEqualTo(VerdictStatus.VALID);
        assertThat(budget(delivered(delivered(placed(), CHARGE, 1_400), NOTIFY, 3_500), 2_500)
                        .status())
                .isEqualTo(VerdictStatus.INVALID);
        assertThat(budget(placed("order:o-1", history()), 2_500).status()).isEqualTo(VerdictStatus.UNKNOWN);
    }

    @Test
    void a_budget_is_unknown_if_something_is_still_outstanding() {
        HistoryBuilder story = delivered(placed(), CHARGE, 1_400)
                .add(new NodeKilled(5_000 * MS, "n-1"))
                .add(new NodeStarted(6_000 * MS, "n-1"));

        assertThat(budget(story, 60_000).status()).isEqualTo(VerdictStatus.UNKNOWN);
        assertThat(story.judged().latencies())
                .filteredOn(l -> l.segment().equals("recovery"))
                .extracting(SegmentLatency::unknown)
                .containsExactly("what 2 outages had delayed was not finished when the run ended");
    }

    @Test
    void each_kind_of_outage_is_a_part() {
        SegmentLatency recovery = delivered(delivered(placed(), CHARGE, 1_400), NOTIFY, 3_500)
                .add(new FaultWindowOpened(9_000 * MS, "cut-database"))
                .add(new FaultWindowClosed(9_500 * MS, "cut-database"))
                .judged()
                .latencies()
                .stream()
                .filter(l -> l.isOf("recovery"))
                .findFirst()
                .orElseThrow();

        assertThat(recovery.nanos().getTotalCount()).isEqualTo(2);
        assertThat(recovery.parts())
                .extracting(SegmentLatency::segment)
                .containsExactly("recovery/cut-database", "recovery/kill-node");
    }
}
