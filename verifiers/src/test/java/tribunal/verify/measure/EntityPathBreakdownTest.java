package tribunal.verify.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static tribunal.verify.HistoryBuilder.CHARGE;
import static tribunal.verify.HistoryBuilder.MS;
import static tribunal.verify.HistoryBuilder.delivery;
import static tribunal.verify.HistoryBuilder.history;

import java.util.List;
import org.junit.jupiter.api.Test;
import tribunal.history.ChannelEntry.AttemptEnded;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.HarnessEntry.PhaseStarted;
import tribunal.history.Phase;
import tribunal.verify.HistoryBuilder;
import tribunal.verify.evidence.ClockUncertaintyTest;
import tribunal.verify.measure.EntityPathBreakdown.Step;

class EntityPathBreakdownTest {
    private static EntityPathBreakdown way(HistoryBuilder story) {
        return story.judged().entityPath();
    }

    private static HistoryBuilder storm() {
        return history().add(new PhaseStarted(0, Phase.STORM));
    }

    /** Wanted then, sent 5 ms late, committed 10 ms and answered 20 ms after it was wanted. */
    private static HistoryBuilder placed(HistoryBuilder story, String order, long wantedMs) {
        String operation = "place/" + order;
        return story.add(new OperationSent((wantedMs + 5) * MS, operation, 1, "PLACE", order, "c-1", wantedMs * MS))
                .at(wantedMs + 9)
                .commits(order, "PLACED")
                .at(wantedMs + 19)
                .answers(operation, Outcome.ACKNOWLEDGED, 1, "PLACED");
    }

    /**
     * A placed order that is then charged: the charge commits 10 ms after its beginning; the order is cancelled after
     * 200 ms.
     */
    private static HistoryBuilder paid(HistoryBuilder story, String order, long wantedMs, long begunMs) {
        return placed(story, order, wantedMs)
                .at(wantedMs + begunMs - 1)
                .begins(delivery(order, 1, "ChargePayment"), 1, 0)
                .at(wantedMs + begunMs + 9)
                .commits(order, "PAID")
                .at(wantedMs + 199)
                .commits(order, "CANCELLED");
    }

    @Test
    void each_step_has_its_average_waiting_time_and_working_time() {
        HistoryBuilder story = storm();
        paid(story, "order:o-1", 1_000, 50);
        paid(story, "order:o-2", 2_000, 70);

        // begun after 50 and 70 ms: 60 on average; committed after 60 and 80: 70
        assertThat(way(story))
                .isEqualTo(new EntityPathBreakdown(
                        List.of("PLACED", "PAID", "CANCELLED"),
                        2,
                        2,
                        List.of(
                                new Step("place-order", 0, 5 * MS, 20 * MS),
                                new Step("ChargePayment", 10 * MS, 60 * MS, 70 * MS),
                                new Step("CANCELLED", 70 * MS, 200 * MS, 200 * MS))));
    }

    @Test
    void a_step_begins_with_the_attempt_that_did_it() {
        HistoryBuilder story = storm();
        placed(story, "order:o-1", 1_000)
                .at(1_029)
                .begins(CHARGE, 1, 0)
                .ends(CHARGE, 1, 0, Ending.FAILED)
                .at(1_129)
                .begins(CHARGE, 2, 0)
                .at(1_139)
                .commits("order:o-1", "PAID", "CANCELLED")
                .at(1_159)
                .begins(CHARGE, 3, 0);

        assertThat(way(story).steps()).contains(new Step("ChargePayment", 10 * MS, 130 * MS, 140 * MS));
    }

    @Test
    void the_way_is_that_of_most_orders() {
        HistoryBuilder story = storm();
        paid(story, "order:o-1", 1_000, 50);
        placed(story, "order:o-2", 2_000).at(2_099).commits("order:o-2", "CANCELLED");
        placed(story, "order:o-3", 3_000).at(3_299).commits("order:o-3", "CANCELLED");

        assertThat(way(story))
                .extracting(EntityPathBreakdown::states, EntityPathBreakdown::entities, EntityPathBreakdown::finished)
                .containsExactly(List.of("PLACED", "CANCELLED"), 2L, 3L);

        paid(story, "order:o-4", 4_000, 50);
        paid(story, "order:o-5", 5_000, 50);

        assertThat(way(story))
                .extracting(EntityPathBreakdown::states, EntityPathBreakdown::entities, EntityPathBreakdown::finished)
                .containsExactly(List.of("PLACED", "PAID", "CANCELLED"), 3L, 5L);
    }

    @Test
    void it_ends_when_its_last_state_was_seen() {
        HistoryBuilder story = storm().subscribes("ws-1", "customer:c-1");
        placed(story, "order:o-1", 1_000)
                .at(1_099)
                .commits("order:o-1", "CANCELLED")
                .at(1_106)
                .sees("ws-1", "order:o-1", 2, "CANCELLED");

        assertThat(way(story).steps().getLast()).isEqualTo(new Step("fan-out", 100 * MS, 100 * MS, 107 * MS));
    }

    @Test
    void without_a_finished_order_there_is_none() {
        assertThat(way(placed(storm(), "order:o-1", 1_000))).isEqualTo(EntityPathBreakdown.NONE);
    }

    @Test
    void an_attempt_whose_commit_came_before_its_end_did_it_despite_its_duplicate() {
        HistoryBuilder story = storm();
        placed(story, "order:o-1", 1_000)
                .at(1_029)
                .begins(CHARGE, 1, 0)
                .at(1_049)
                .begins(CHARGE, 1, 1)
                .ends(CHARGE, 1, 1, Ending.FAILED)
                .at(1_129)
                .commits("order:o-1", "PAID")
                .at(1_139)
                .ends(CHARGE, 1, 0, Ending.DONE)
                .at(1_159)
                .commits("order:o-1", "CANCELLED");

        assertThat(way(story).steps()).contains(new Step("ChargePayment", 10 * MS, 30 * MS, 130 * MS));
    }

    @Test
    void who_moves_no_order_on_did_not_do_it() {
        HistoryBuilder story = storm();
        placed(story, "order:o-1", 1_000)
                .at(1_029)
                .begins(CHARGE, 1, 0)
                .at(1_099)
                .begins(delivery("order:o-1", 1, "NotifyCustomer"), 1, 0)
                .at(1_129)
                .commits("order:o-1", "PAID")
                .at(1_199)
                .commits("order:o-1", "CANCELLED");

        assertThat(way(story).steps()).contains(new Step("ChargePayment", 10 * MS, 30 * MS, 130 * MS));
    }

    /** Paid at 1,140 ms by a database whose clock is known to within 0.501 ms. */
    private static HistoryBuilder paidByAnotherClock() {
        return placed(storm(), "order:o-1", 1_000)
                .add(ClockUncertaintyTest.pair(0, 0, 0))
                .add(ClockUncertaintyTest.pair(100, 500, 0))
                .at(1_139)
                .commits("order:o-1", "PAID")
                .at(1_199)
                .commits("order:o-1", "CANCELLED");
    }

    @Test
    void who_may_have_been_at_work_by_clocks_that_are_apart_did_it() {
        HistoryBuilder begun =
                paidByAnotherClock().add(new AttemptStarted(1_140 * MS + 400_000, "o-1#1", "ChargePayment", 1, 0));
        HistoryBuilder begunLater =
                paidByAnotherClock().add(new AttemptStarted(1_140 * MS + 600_000, "o-1#1", "ChargePayment", 1, 0));

        assertThat(way(begun).steps()).extracting(Step::what).contains("ChargePayment");
        assertThat(way(ended(1_140 * MS - 400_000)).steps())
                .extracting(Step::what)
                .contains("ChargePayment");
        assertThat(way(begunLater).steps()).extracting(Step::what).contains("PAID");
        assertThat(way(ended(1_140 * MS - 600_000)).steps())
                .extracting(Step::what)
                .contains("PAID");
    }

    private static HistoryBuilder ended(long nanos) {
        return paidByAnotherClock()
                .add(new AttemptStarted(1_100 * MS, "o-1#1", "ChargePayment", 1, 0))
                .add(new AttemptEnded(nanos, "o-1#1", "ChargePayment", 1, 0, Ending.DONE, null));
    }
}
