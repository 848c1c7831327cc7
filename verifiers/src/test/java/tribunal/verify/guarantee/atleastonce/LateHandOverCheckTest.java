package tribunal.verify.guarantee.atleastonce;

import static org.assertj.core.api.Assertions.assertThat;
import static tribunal.verify.HistoryBuilder.CHARGE;
import static tribunal.verify.HistoryBuilder.MS;
import static tribunal.verify.HistoryBuilder.delivery;
import static tribunal.verify.HistoryBuilder.history;
import static tribunal.verify.VerdictAssert.assertThatVerdict;

import org.junit.jupiter.api.Test;
import tribunal.history.ChannelEntry.Answer;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.DatabaseEntry.Claimed;
import tribunal.history.DatabaseEntry.SettleOutcome;
import tribunal.history.DeliveryId;
import tribunal.history.HarnessEntry.NodeKilled;
import tribunal.history.HarnessEntry.NodeStarted;
import tribunal.history.HarnessEntry.NodeStopping;
import tribunal.verify.HistoryBuilder;
import tribunal.verify.verdict.Verdict;
import tribunal.verify.verdict.Violation;

class LateHandOverCheckTest {
    private static final String LATE =
            "OrderPlaced of order o-1 for ChargePayment was handed over %s after it was due, though "
                    + "nothing was wrong and its function had a free slot";
    private static final DeliveryId OTHER = delivery("order:o-2", 1, "ChargePayment");

    /** Order o-1 is placed at 1 ms, and due at once; what else is delivered is none of these tests. */
    private static HistoryBuilder placed() {
        return history().exact().commits("order:o-1", "PLACED");
    }

    /** Node n-1 hands the charge of o-1 over at that time, which had been due since 1 ms. */
    private static HistoryBuilder hands(HistoryBuilder story, long ms) {
        return story.at(ms).add(handed(CHARGE, "order:o-1", 1, ms, MS));
    }

    private static HandedOver handed(DeliveryId id, String order, int attempt, long ms, long due) {
        return new HandedOver(ms * MS, id.event(), id.function(), attempt, attempt, "n-1", order, "Type", 1, due);
    }

    private static Verdict said(HistoryBuilder story) {
        return story.add(new Claimed(story.now(), CHARGE.event(), CHARGE.function(), 1, "n-1", 1))
                .begins(CHARGE, 1, 0)
                .ends(CHARGE, 1, 0, Ending.DONE)
                .answered(CHARGE, 1, Answer.DONE)
                .settles(CHARGE, 1, SettleOutcome.DONE)
                .neverDelivers(CHARGE)
                .verdict("at-least-once");
    }

    private static void isInTime(HistoryBuilder story) {
        assertThat(said(story).total()).isZero();
    }

    @Test
    void a_delivery_that_waits_longer_than_the_bound_is_late() {
        assertThatVerdict(said(hands(placed(), 52)))
                .isInvalid(LATE.formatted("51.0 ms"))
                .isProvenBy("EventRecorded", "HandedOver");
    }

    @Test
    void a_delivery_that_waits_as_long_as_the_bound_is_in_time() {
        isInTime(hands(placed(), 51));
    }

    @Test
    void without_bounds_nothing_is_late() {
        isInTime(hands(history().commits("order:o-1", "PLACED"), 900));
    }

    @Test
    void a_delivery_of_a_later_time_waits_from_then_on() {
        isInTime(placed().at(900).add(handed(CHARGE, "order:o-1", 1, 900, 880 * MS)));
    }

    @Test
    void within_the_settling_time_after_an_outage_nothing_is_late() {
        isInTime(hands(
                history()
                        .exact()
                        .add(new NodeKilled(-4_900 * MS, "n-2"))
                        .add(new NodeStarted(-4_800 * MS, "n-2"))
                        .commits("order:o-1", "PLACED"),
                900));
    }

    /** Its timer no longer runs, and the other nodes find what it had taken upon itself at their next poll. */
    @Test
    void a_node_that_stops_is_an_outage_from_when_it_was_asked_to() {
        isInTime(hands(placed().add(new NodeStopping(10 * MS, "n-2")).add(new NodeKilled(950 * MS, "n-2")), 900));
    }

    @Test
    void after_the_settling_time_it_is() {
        assertThatVerdict(said(hands(
                        history()
                                .exact()
                                .add(new NodeKilled(-5_900 * MS, "n-2"))
                                .add(new NodeStarted(-5_800 * MS, "n-2"))
                                .commits("order:o-1", "PLACED"),
                        52)))
                .isInvalid(LATE.formatted("51.0 ms"));
    }

    @Test
    void a_claim_that_was_lost_meanwhile_is_a_reason() {
        isInTime(hands(placed().add(new Claimed(30 * MS, CHARGE.event(), CHARGE.function(), 7, "n-2", 1)), 900));
    }

    @Test
    void a_claim_before_it_was_due_or_after_the_hand_over_is_none() {
        assertThatVerdict(said(hands(
                        placed().add(new Claimed(0, CHARGE.event(), CHARGE.function(), 7, "n-2", 1))
                                .add(new Claimed(60 * MS, CHARGE.event(), CHARGE.function(), 8, "n-2", 1)),
                        52)))
                .isInvalid(LATE.formatted("51.0 ms"));
    }

    /** Another delivery of the function holds the only slot of n-1 from 2 ms until it is answered. */
    private static HistoryBuilder taken(HistoryBuilder story, long until) {
        return story.commits("order:o-2", "PLACED")
                .add(handed(OTHER, "order:o-2", 1, 2, MS))
                .at(until - 1)
                .answered(OTHER, 1, Answer.DONE)
                .answered(OTHER, 0, Answer.DONE)
                .neverDelivers(OTHER);
    }

    @Test
    void while_its_function_has_no_free_slot_it_waits_for_one() {
        isInTime(hands(taken(placed(), 80), 130));
    }

    @Test
    void a_slot_that_became_free_must_be_taken_within_the_bound() {
        assertThatVerdict(said(hands(taken(placed(), 80), 131))).isInvalid(LATE.formatted("130 ms"));
    }

    @Test
    void a_slot_that_is_still_held_by_another_is_not_free() {
        isInTime(hands(
                placed().commits("order:o-2", "PLACED")
                        .add(handed(OTHER, "order:o-2", 1, 2, MS))
                        .neverDelivers(OTHER),
                900));
    }

    @Test
    void a_slot_ends_with_its_node() {
        HistoryBuilder story = placed().commits("order:o-2", "PLACED")
                .neverDelivers(OTHER)
                .add(new NodeKilled(-9_000 * MS, "n-1"))
                .add(new NodeStarted(-8_000 * MS, "n-1"))
                .add(handed(OTHER, "order:o-2", 1, 2, MS))
                .add(new NodeKilled(2_000 * MS, "n-1"))
                .add(new NodeStarted(2_100 * MS, "n-1"))
                .at(9_000)
                .add(handed(CHARGE, "order:o-1", 1, 9_000, 8_000 * MS));
        assertThatVerdict(said(story)).isInvalid(LATE.formatted("1000 ms"));
    }

    @Test
    void a_node_is_full_only_if_all_its_own_slots_are_taken_at_the_same_time() {
        // of the two slots of n-1 one is taken all the time and the other until 10 ms; n-2 has its own
        DeliveryId third = delivery("order:o-3", 1, "ChargePayment");
        HistoryBuilder story = history()
                .exact(2)
                .commits("order:o-1", "PLACED")
                .commits("order:o-2", "PLACED")
                .commits("order:o-3", "PLACED")
                .commits("order:o-4", "PLACED")
                .add(handed(OTHER, "order:o-2", 1, 5, MS))
                .add(handed(third, "order:o-3", 1, 6, MS))
                .add(new HandedOver(7 * MS, "o-4#1", "ChargePayment", 1, 1, "n-2", "order:o-4", "Type", 1, MS))
                .at(9)
                .answered(third, 1, Answer.DONE);

        assertThat(said(hands(story, 900)).violations())
                .extracting(Violation::sentence)
                .contains(LATE.formatted("899 ms"));
    }
}
