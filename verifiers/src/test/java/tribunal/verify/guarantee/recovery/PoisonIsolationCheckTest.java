package tribunal.verify.guarantee.recovery;

import static tribunal.verify.HistoryBuilder.CHARGE;
import static tribunal.verify.HistoryBuilder.delivery;
import static tribunal.verify.HistoryBuilder.history;
import static tribunal.verify.VerdictAssert.assertThatVerdict;

import org.junit.jupiter.api.Test;
import tribunal.history.AppModel;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.DatabaseEntry.Claimed;
import tribunal.history.DatabaseEntry.SettleOutcome;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.history.DeliveryId;
import tribunal.history.HarnessEntry.FaultWindowClosed;
import tribunal.history.HarnessEntry.FaultWindowOpened;
import tribunal.history.HarnessEntry.NodeKilled;
import tribunal.history.HarnessEntry.NodeStarted;
import tribunal.history.Phase;
import tribunal.verify.HistoryBuilder;
import tribunal.verify.verdict.Verdict;

/** The part of recovery that is neighbours of poison. */
class PoisonIsolationCheckTest {
    private static final DeliveryId NOTIFY = delivery("order:o-1", 1, "NotifyCustomer");
    private static final String HELD_UP =
            "OrderPlaced of order o-1 for NotifyCustomer was first tried 7.0 s after it was due, while "
                    + "OrderPlaced of order o-1 for ChargePayment kept failing";

    private static Verdict judged(HistoryBuilder story) {
        return story.verdict("recovery");
    }

    /** An order whose charge is declared to fail so often. */
    private static HistoryBuilder poisoned(int attempts) {
        return history()
                .poisons("order:o-1", "OrderPlaced", "ChargePayment", attempts)
                .commits("order:o-1", "PLACED");
    }

    /** A poisoned order whose other deliveries are all made. */
    private static HistoryBuilder poisonedAlone(int attempts) {
        return poisoned(attempts).neverDelivers(CHARGE).deliversTheRest("order:o-1");
    }

    /** ChargePayment fails from 3 ms on, three times, a second apart. */
    private static HistoryBuilder poisoned() {
        return poisoned(3).givesUp(CHARGE, 3);
    }

    @Test
    void poison_that_holds_up_nobody_is_valid_and_may_fail_through_the_drain() {
        assertThatVerdict(judged(poisoned().deliversTheRest("order:o-1").drained()))
                .isValid()
                .hadOpportunities(1)
                .summarises("backlog empty 0.0 s after heal, 0 outages and 1 delivery poisoned");
    }

    @Test
    void poison_that_is_declared_by_its_fate_is_poison() {
        HistoryBuilder story = history()
                .commits("order:o-1", "PLACED")
                .decides(CHARGE, 1, "poison")
                .givesUp(CHARGE, 12)
                .deliversTheRest("order:o-1");
        assertThatVerdict(judged(story.drained())).isValid().hadOpportunities(1);
    }

    @Test
    void a_neighbour_that_is_first_tried_too_late_was_held_up() {
        HistoryBuilder due = poisoned(7).givesUp(CHARGE, 7);
        due.neverDelivers(NOTIFY)
                .add(new HandedOver(
                        7_001 * HistoryBuilder.MS, "o-1#1", "NotifyCustomer", 1, 1, "n-1", "order:o-1", "Type", 1, 0));
        assertThatVerdict(judged(due.begins(NOTIFY, 1, 0)
                        .ends(NOTIFY, 1, 0, Ending.DONE)
                        .settles(NOTIFY, 1, SettleOutcome.DONE)
                        .deliversTheRest("order:o-1")
                        .drained()))
                .isInvalid("OrderPlaced of order o-1 for NotifyCustomer was first tried 7.0 s after it was due, while "
                        + "OrderPlaced of order o-1 for ChargePayment kept failing")
                .isProvenBy("EventRecorded", "HandedOver");
    }

    /**
     * OrderPlaced of o-1 for NotifyCustomer is first handed over at 7 s, by the second claim; o-2 can be delivered
     * meanwhile.
     */
    private static HistoryBuilder late(boolean isBusy, boolean isLost) {
        HistoryBuilder story = poisoned(7)
                .neverDelivers(NOTIFY)
                .neverDelivers(CHARGE)
                .deliversTheRest("order:o-1")
                .givesUp(CHARGE, 7);
        if (isLost) {
            story.add(claim(2_500, 1)).add(claim(6_900, 2));
        }
        if (isBusy) {
            story.at(3_500).commits("order:o-2", "PLACED").delivers(delivery("order:o-2", 1, "NotifyCustomer"));
        }
        return story.at(7_000)
                .add(new HandedOver(
                        7_001 * HistoryBuilder.MS, "o-1#1", "NotifyCustomer", 2, 2, "n-1", "order:o-1", "Type", 1, 0))
                .begins(NOTIFY, 2, 0)
                .ends(NOTIFY, 2, 0, Ending.DONE)
                .settles(NOTIFY, 2, SettleOutcome.DONE)
                .deliversTheRest("order:o-1")
                .deliversTheRest("order:o-2")
                .drained();
    }

    private static Claimed claim(long ms, long token) {
        return new Claimed(ms * HistoryBuilder.MS, "o-1#1", "NotifyCustomer", token, "n-1", (int) token);
    }

    @Test
    void a_function_that_works_off_a_backlog_is_busy_and_not_blocked() {
        assertThatVerdict(judged(late(false, false)))
                .isInvalid("OrderPlaced of order o-1 for NotifyCustomer was first tried 7.0 s after it was due, while "
                        + "OrderPlaced of order o-1 for ChargePayment kept failing");
        assertThatVerdict(judged(late(true, false))).isValid();
    }

    @Test
    void what_was_claimed_and_lost_on_the_way_was_not_held_up_by_poison() {
        assertThatVerdict(judged(late(false, true))).isValid();
    }

    @Test
    void what_an_outage_held_up_was_not_held_up_by_poison() {
        HistoryBuilder nodeDown = late(false, false)
                .add(new NodeKilled(3_000 * HistoryBuilder.MS, "n-9"))
                .add(new NodeStarted(4_000 * HistoryBuilder.MS, "n-9"));
        HistoryBuilder databaseDown = late(false, false)
                .add(new FaultWindowOpened(3_000 * HistoryBuilder.MS, "database-restart"))
                .add(new FaultWindowClosed(4_000 * HistoryBuilder.MS, "database-restart"));
        HistoryBuilder nodeDownLater = late(false, false)
                .add(new NodeKilled(8_000 * HistoryBuilder.MS, "n-9"))
                .add(new NodeStarted(9_000 * HistoryBuilder.MS, "n-9"));
        HistoryBuilder later = late(false, false)
                .add(new FaultWindowOpened(8_000 * HistoryBuilder.MS, "database-restart"))
                .add(new FaultWindowClosed(9_000 * HistoryBuilder.MS, "database-restart"));

        assertThatVerdict(judged(nodeDown)).isValid();
        assertThatVerdict(judged(databaseDown)).isValid();
        assertThatVerdict(judged(nodeDownLater)).isInvalid(HELD_UP);
        assertThatVerdict(judged(later)).isInvalid(HELD_UP);
    }

    @Test
    void what_was_claimed_and_given_back_waits_from_when_it_was_due() {
        HistoryBuilder story = late(false, false)
                .add(claim(2_500, 1))
                .add(new Settled(2_600 * HistoryBuilder.MS, "o-1#1", "NotifyCustomer", 1, 1, SettleOutcome.RELEASED))
                .add(claim(6_900, 2));

        assertThatVerdict(judged(story)).isInvalid(HELD_UP);
    }

    @Test
    void claims_after_its_first_attempt_say_nothing_of_how_long_it_waited() {
        assertThatVerdict(judged(late(false, false).add(claim(7_500, 3)))).isInvalid(HELD_UP);
    }

    @Test
    void what_waited_too_long_until_a_claim_that_was_lost_was_held_up_until_then() {
        // due at 1 ms, claimed at 6 s and lost, claimed again at 6,900 ms
        assertThatVerdict(judged(late(false, false).add(claim(6_000, 1)).add(claim(6_900, 2))))
                .isInvalid("OrderPlaced of order o-1 for NotifyCustomer was first tried 6.0 s after it was due, while "
                        + "OrderPlaced of order o-1 for ChargePayment kept failing");
    }

    @Test
    void what_a_function_was_handed_before_a_delivery_was_due_does_not_make_it_busy() {
        // o-2's is handed over at 1.5 s, o-1's is due at 1.9 s: 5.1 s until 7,001 ms
        HistoryBuilder story = firstTried(7_001 * HistoryBuilder.MS, 1_900 * HistoryBuilder.MS)
                .at(1_498)
                .commits("order:o-2", "PLACED")
                .deliversTheRest("order:o-2");

        assertThatVerdict(judged(story))
                .isInvalid("OrderPlaced of order o-1 for NotifyCustomer was first tried 5.1 s after it was due, while "
                        + "OrderPlaced of order o-1 for ChargePayment kept failing");
    }

    @Test
    void a_phantom_delivery_waits_for_nobody_and_is_no_part_of_the_backlog() {
        HistoryBuilder story = late(true, false).delivers(delivery("order:o-9", 1, "NotifyCustomer"));

        assertThatVerdict(judged(story)).isValid();
        assertThatVerdict(judged(story.phase(Phase.HEAL))).checked("deliveries", 5);
    }

    @Test
    void a_delivery_as_long_waiting_as_the_bound_was_not_held_up() {
        // due at 1 ms; the bound is 5 s, and the clocks are a microsecond apart
        long last = 5_001 * HistoryBuilder.MS + 1_000;

        assertThatVerdict(judged(firstTried(last, 0))).isValid();
        assertThatVerdict(judged(firstTried(last + 1, 0)))
                .isInvalid("OrderPlaced of order o-1 for NotifyCustomer was first tried 5.0 s after it was due, while "
                        + "OrderPlaced of order o-1 for ChargePayment kept failing");
    }

    private static HistoryBuilder firstTried(long nanos, long due) {
        return poisoned(7)
                .givesUp(CHARGE, 7)
                .add(new HandedOver(nanos, "o-1#1", "NotifyCustomer", 1, 1, "n-1", "order:o-1", "Type", 1, due))
                .neverDelivers(NOTIFY)
                .begins(NOTIFY, 1, 0)
                .ends(NOTIFY, 1, 0, Ending.DONE)
                .settles(NOTIFY, 1, SettleOutcome.DONE)
                .deliversTheRest("order:o-1")
                .drained();
    }

    /**
     * Poison fails for some seconds from 17 ms on; a notification of o-2 is due at 3 s and first handed over at 9 s.
     */
    private static HistoryBuilder failsFor(int seconds) {
        return poisonedAlone(seconds + 1)
                .givesUp(CHARGE, seconds + 1)
                .at(2_999)
                .commits("order:o-2", "PLACED")
                .add(handed("order:o-2", "NotifyCustomer", 9_000))
                .drained();
    }

    private static HandedOver handed(String order, String function, long ms) {
        return new HandedOver(
                ms * HistoryBuilder.MS, AppModel.keyOf(order) + "#1", function, 1, 1, "n-1", order, "Type", 1, 0);
    }

    @Test
    void poison_that_was_given_up_before_holds_up_nobody_and_one_that_fails_still_does() {
        assertThatVerdict(judged(failsFor(2))).isValid();
        assertThatVerdict(judged(failsFor(4)))
                .isInvalid("OrderPlaced of order o-2 for NotifyCustomer was first tried 6.0 s after it was due, while "
                        + "OrderPlaced of order o-1 for ChargePayment kept failing");
    }

    @Test
    void poison_that_is_first_tried_late_itself_was_not_held_up_by_itself() {
        HistoryBuilder story = poisonedAlone(2).due(0).at(8_000).givesUp(CHARGE, 2);

        assertThatVerdict(judged(story.drained())).isValid().hadOpportunities(1);
    }

    @Test
    void a_function_that_is_handed_nothing_but_poison_is_not_busy() {
        // o-2's is due at 1 s and first handed over at 7 s, the poison at 3.5 s
        HistoryBuilder story = poisonedAlone(3)
                .at(999)
                .commits("order:o-2", "PLACED")
                .at(3_500)
                .givesUp(CHARGE, 3)
                .add(handed("order:o-2", "ChargePayment", 7_000));

        assertThatVerdict(judged(story.drained()))
                .isInvalid("OrderPlaced of order o-2 for ChargePayment was first tried 6.0 s after it was due, while "
                        + "OrderPlaced of order o-1 for ChargePayment kept failing");
    }

    /** Another notification is handed over at this time. */
    private static HistoryBuilder busyAt(long ms, String order, HistoryBuilder story) {
        return story.at(ms - 3).commits(order, "PLACED").delivers(delivery(order, 1, "NotifyCustomer"));
    }

    @Test
    void a_function_is_idle_that_was_handed_nothing_for_longer_than_the_bound() {
        // another's at 2 s; the bound is 5 s, and the clocks are a microsecond apart
        long last = 7_000 * HistoryBuilder.MS + 1_000;

        assertThatVerdict(judged(busyAt(2_000, "order:o-2", firstTried(last, 0))))
                .isValid();
        assertThatVerdict(judged(busyAt(2_000, "order:o-2", firstTried(last + 1, 0))))
                .isInvalid(HELD_UP);
    }

    @Test
    void what_was_handed_over_after_a_claim_that_was_lost_says_nothing_of_the_wait_before_it() {
        // another's at 2 s; claimed 5 s later and lost, claimed again at 7,999 ms and handed over at 8 s
        long last = 7_000 * HistoryBuilder.MS + 1_000;

        assertThatVerdict(judged(busyAt(2_000, "order:o-2", lost(last)))).isValid();
        assertThatVerdict(judged(busyAt(2_000, "order:o-2", lost(last + 1)))).isInvalid(HELD_UP);
    }

    private static HistoryBuilder lost(long nanos) {
        return firstTried(8_000 * HistoryBuilder.MS, 0)
                .add(new Claimed(nanos, "o-1#1", "NotifyCustomer", 9, "n-2", 9))
                .add(claim(7_999, 1));
    }

    @Test
    void what_a_function_was_handed_before_a_delivery_was_due_does_not_make_it_idle() {
        // others' at 0.1 s and 6 s: nothing for 5.9 s, but o-1's is due at 1.9 s only
        HistoryBuilder story = firstTried(7_001 * HistoryBuilder.MS, 1_900 * HistoryBuilder.MS);

        assertThatVerdict(judged(busyAt(6_000, "order:o-3", busyAt(100, "order:o-2", story))))
                .isValid();
    }

    @Test
    void a_function_that_was_handed_something_every_few_seconds_is_busy_however_long_a_delivery_waits() {
        // others' at 2 s and 6 s, o-1's at 10 s
        HistoryBuilder story = firstTried(10_000 * HistoryBuilder.MS, 0);

        assertThatVerdict(judged(busyAt(6_000, "order:o-3", busyAt(2_000, "order:o-2", story))))
                .isValid();
    }

    @Test
    void what_was_claimed_and_handed_over_in_the_end_waited_until_then_although_it_was_never_settled() {
        // claimed at 8.5 s, handed over at 9 s
        assertThatVerdict(judged(failsFor(4)
                        .add(new Claimed(8_500 * HistoryBuilder.MS, "o-2#1", "NotifyCustomer", 1, "n-1", 1))))
                .isInvalid("OrderPlaced of order o-2 for NotifyCustomer was first tried 6.0 s after it was due, while "
                        + "OrderPlaced of order o-1 for ChargePayment kept failing");
    }
}
