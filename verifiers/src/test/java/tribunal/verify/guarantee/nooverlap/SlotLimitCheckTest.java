package tribunal.verify.guarantee.nooverlap;

import static tribunal.verify.HistoryBuilder.CHARGE;
import static tribunal.verify.HistoryBuilder.MS;
import static tribunal.verify.HistoryBuilder.delivery;
import static tribunal.verify.HistoryBuilder.history;
import static tribunal.verify.VerdictAssert.assertThatVerdict;

import org.junit.jupiter.api.Test;
import tribunal.history.ChannelEntry.Answer;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.DeliveryId;
import tribunal.history.HarnessEntry.NodeKilled;
import tribunal.history.HarnessEntry.NodeStarted;
import tribunal.verify.HistoryBuilder;

/** The charge of order o-1 is handed over at 10 ms to a node with one slot, and answered at 50 ms or never. */
class SlotLimitCheckTest {
    private static final DeliveryId OTHER = delivery("order:o-2", 1, "ChargePayment");
    private static final String BEYOND = "2 attempts of ChargePayment on n-1 ran at the same time, but its limit is 1";

    private static HandedOver handed(DeliveryId id, String order, String node, long ms) {
        return new HandedOver(ms * MS, id.event(), id.function(), 1, 1, node, order, "Type", 1, MS);
    }

    private static HistoryBuilder first(int slots) {
        return history()
                .timesOut(slots)
                .simulated()
                .commits("order:o-1", "PLACED")
                .commits("order:o-2", "PLACED")
                .add(handed(CHARGE, "order:o-1", "n-1", 10));
    }

    private static HistoryBuilder answered() {
        return first(1).at(49).answered(CHARGE, 1, Answer.DONE);
    }

    private static void isRight(HistoryBuilder story) {
        assertThatVerdict(story.verdict("no-overlap")).isUnknown("cut short");
    }

    @Test
    void a_hand_over_while_all_slots_are_taken_is_a_violation() {
        assertThatVerdict(answered().add(handed(OTHER, "order:o-2", "n-1", 49)).verdict("no-overlap"))
                .isInvalid(BEYOND)
                .isProvenBy("HandedOver", "HandedOver");
    }

    @Test
    void an_answer_frees_a_slot() {
        isRight(answered().add(handed(OTHER, "order:o-2", "n-1", 50)));
    }

    @Test
    void an_attempt_may_be_given_up_as_soon_as_its_timeout_is_near() {
        // 2 s less the 100 ms that a simulated thread may be late
        assertThatVerdict(first(1).add(handed(OTHER, "order:o-2", "n-1", 1_909)).verdict("no-overlap"))
                .isInvalid(BEYOND);
        isRight(first(1).add(handed(OTHER, "order:o-2", "n-1", 1_910)));
    }

    @Test
    void a_node_that_dies_frees_its_slots() {
        isRight(first(1).add(new NodeKilled(20 * MS, "n-1")).add(handed(OTHER, "order:o-2", "n-1", 20)));
    }

    @Test
    void each_node_and_each_function_has_slots_of_its_own() {
        isRight(first(1).add(handed(OTHER, "order:o-2", "n-2", 20))
                .add(handed(delivery("order:o-2", 1, "NotifyCustomer"), "order:o-2", "n-1", 20)));
    }

    @Test
    void a_second_slot_takes_a_second_attempt() {
        isRight(first(2).add(handed(OTHER, "order:o-2", "n-1", 20)));
    }

    @Test
    void slots_are_counted_only_where_they_are_few_and_the_timeout_is_known() {
        HistoryBuilder unknown =
                history().simulated().exact(1).commits("order:o-1", "PLACED").commits("order:o-2", "PLACED");
        isRight(unknown.add(handed(CHARGE, "order:o-1", "n-1", 10)).add(handed(OTHER, "order:o-2", "n-1", 20)));
        isRight(first(65).add(handed(OTHER, "order:o-2", "n-1", 20)));
    }

    @Test
    void a_hand_over_just_after_its_node_was_recorded_as_killed_holds_no_slot_of_the_next_process() {
        HistoryBuilder killed = first(1).add(new NodeKilled(9 * MS, "n-1")).add(new NodeStarted(15 * MS, "n-1"));
        HistoryBuilder before = first(1).add(new NodeKilled(8 * MS, "n-1")).add(new NodeStarted(9 * MS, "n-1"));

        isRight(killed.add(handed(OTHER, "order:o-2", "n-1", 20)));
        assertThatVerdict(before.add(handed(OTHER, "order:o-2", "n-1", 20)).verdict("no-overlap"))
                .isInvalid(BEYOND);
    }
}
