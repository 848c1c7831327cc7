package tribunal.verify.guarantee.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static tribunal.verify.HistoryBuilder.history;
import static tribunal.verify.VerdictAssert.assertThatVerdict;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tribunal.history.AppModel;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.Phase;
import tribunal.verify.Foodcourt;
import tribunal.verify.HistoryBuilder;
import tribunal.verify.verdict.Verdict;

class SubscriptionConsistencyTest {
    /** How a subscription begins is not judged then. */
    private static final AppModel WITHOUT_TOPICS = Foodcourt.with(Foodcourt.MODEL.operations(), new TreeMap<>());

    private static Verdict judged(HistoryBuilder story) {
        return story.verdict("subscription");
    }

    /** Two versions, of which the subscriber saw the first, and a ping after heal. */
    private static HistoryBuilder sawTheFirst() {
        return history()
                .subscribes("ws-1", "customer:c-1")
                .commits("order:o-1", "PLACED")
                .sees("ws-1", "order:o-1", 1, "PLACED")
                .commits("order:o-1", "PAID")
                .phase(Phase.HEAL)
                .pongs("ws-1");
    }

    @Test
    void a_subscriber_who_sees_each_version_and_the_last_is_valid() {
        // committed at 2 and 4 ms, seen at 3 and 7 ms: 1.0 and 3.0 ms
        HistoryBuilder story = sawTheFirst().sees("ws-1", "order:o-1", 2, "PAID");

        assertThatVerdict(judged(story.drained()))
                .isValid()
                .summarises("1 of 1 live subscriptions saw the end; p50 1.0 ms  p99 3.0 ms  max 3.0 ms")
                .checked("updates", 2)
                .checked("subscriptions", 1)
                .checked("live at the end", 1)
                .hadOpportunities(2);
    }

    @Test
    void without_an_update_it_is_not_exercised() {
        assertThatVerdict(judged(history().commits("order:o-1", "PLACED").drained()))
                .isNotExercised()
                .summarises("0 of 0 live subscriptions saw the end");
    }

    @Test
    void who_was_live_at_the_end_is_unknown_in_a_history_cut_short() {
        assertThat(judged(sawTheFirst()).checked()).containsOnlyKeys("updates", "subscriptions");
    }

    @Test
    void a_version_that_goes_back_is_a_violation() {
        HistoryBuilder story = history()
                .subscribes("ws-1", "order:o-1")
                .commits("order:o-1", "PLACED", "PAID")
                .sees("ws-1", "order:o-1", 2, "PAID")
                .sees("ws-1", "order:o-1", 1, "PLACED");

        assertThatVerdict(judged(story))
                .isInvalid("a subscriber saw order o-1 at version 2 (PAID), and then at version 1 (PLACED)")
                .isProvenBy("UpdateReceived", "UpdateReceived");
    }

    @Test
    void versions_of_different_subscriptions_and_orders_are_not_compared() {
        HistoryBuilder story = history()
                .subscribes("ws-1", "customer:c-1")
                .subscribes("ws-2", "customer:c-1")
                .commits("order:o-1", "PLACED", "PAID")
                .commits("order:o-2", "PLACED")
                .sees("ws-1", "order:o-1", 2, "PAID")
                .sees("ws-1", "order:o-2", 1, "PLACED")
                .sees("ws-2", "order:o-1", 1, "PLACED");

        assertThatVerdict(judged(story.drained())).isValid();
    }

    @Test
    void a_version_or_status_that_was_never_committed_is_a_violation() {
        assertThatVerdict(judged(history()
                        .subscribes("ws-1", "order:o-1")
                        .commits("order:o-1", "PLACED")
                        .sees("ws-1", "order:o-1", 2, "PAID")
                        .drained()))
                .isInvalid("a subscriber saw order o-1 at version 2 (PAID), which was never committed");
        assertThatVerdict(judged(history()
                        .subscribes("ws-1", "order:o-1")
                        .commits("order:o-1", "PLACED")
                        .sees("ws-1", "order:o-1", 1, "PAID")))
                .isInvalid("a subscriber saw order o-1 at version 1 (PAID), which was never committed");
    }

    @Test
    void a_missing_commit_proves_nothing_in_a_history_cut_short() {
        assertThatVerdict(judged(history().subscribes("ws-1", "order:o-1").sees("ws-1", "order:o-1", 2, "PAID")))
                .isUnknown("cut short");
    }

    @Test
    void an_update_before_its_commit_is_a_violation() {
        HistoryBuilder story = history()
                .subscribes("ws-1", "order:o-1")
                .sees("ws-1", "order:o-1", 1, "PLACED")
                .commits("order:o-1", "PLACED");

        assertThatVerdict(judged(story))
                .isInvalid("a subscriber saw order o-1 at version 1 (PLACED) 1.0 ms before it was committed");
    }

    @Test
    void a_live_subscriber_who_does_not_hold_the_last_version_is_a_violation() {
        assertThatVerdict(judged(sawTheFirst().drained()))
                .isInvalid(
                        "a live subscriber of order o-1 held version 1 (PLACED) in the end, but version 2 (PAID) was "
                                + "committed")
                .isProvenBy("Subscribed", "UpdateReceived", "Committed");
        assertThatVerdict(judged(sawTheFirst())).isUnknown("cut short");
    }

    @Test
    void an_update_after_the_catch_up_time_is_too_late() {
        // drained at 7,006 ms, and 2 s to catch up: 9,006 ms
        HistoryBuilder late = sawTheFirst().drained().at(9_006).sees("ws-1", "order:o-1", 2, "PAID");
        HistoryBuilder inTime = sawTheFirst().drained().at(9_005).sees("ws-1", "order:o-1", 2, "PAID");

        assertThatVerdict(judged(late))
                .isInvalid(
                        "a live subscriber of order o-1 held version 1 (PLACED) in the end, but version 2 (PAID) was "
                                + "committed");
        assertThatVerdict(judged(inTime)).isValid();
    }

    @Test
    void what_a_subscriber_held_is_the_last_that_came_within_the_catch_up_time() {
        // drained at 7,005 ms, and 2 s to catch up: 9,005 ms
        HistoryBuilder story = history()
                .subscribes("ws-1", "customer:c-1")
                .commits("order:o-1", "PLACED", "PAID")
                .phase(Phase.HEAL)
                .pongs("ws-1")
                .drained()
                .at(9_004)
                .sees("ws-1", "order:o-1", 1, "PLACED")
                .sees("ws-1", "order:o-1", 2, "PAID");

        assertThatVerdict(judged(story))
                .isInvalid(
                        "a live subscriber of order o-1 held version 1 (PLACED) in the end, but version 2 (PAID) was "
                                + "committed");
    }

    @Test
    void a_version_committed_just_before_the_end_convicts_nobody() {
        HistoryBuilder story =
                sawTheFirst().sees("ws-1", "order:o-1", 2, "PAID").after(6_000).commits("order:o-1", "APPROVED");

        assertThatVerdict(judged(story.after(-6_000).notDrained()))
                .isUnknownBecause("a version was committed too close to the end to expect its update")
                .summarises("0 of 1 live subscriptions saw the end; p50 1.0 ms  p99 3.0 ms  max 3.0 ms");
    }

    @Test
    void who_left_or_did_not_answer_the_ping_need_not_hold_the_last_version() {
        HistoryBuilder silent = history()
                .subscribes("ws-1", "order:o-1")
                .commits("order:o-1", "PLACED")
                .sees("ws-1", "order:o-1", 1, "PLACED")
                .commits("order:o-1", "PAID")
                .pongs("ws-1")
                .phase(Phase.HEAL);

        assertThatVerdict(judged(silent.drained()))
                .isUnknownBecause("one subscription was open at the end, and none is known to have been live");
        assertThatVerdict(judged(sawTheFirst().unsubscribes("ws-1").drained())).isValid();
        assertThatVerdict(judged(sawTheFirst().drained().after(-1).unsubscribes("ws-1")))
                .isInvalid(
                        "a subscriber of order o-1 held version 1 for 7.0 s after version 2 (PAID) was committed, and then left");
        assertThatVerdict(judged(
                        sawTheFirst().drained().after(-1).unsubscribes("ws-1").promises(WITHOUT_TOPICS)))
                .isValid();
    }

    @Test
    void what_comes_after_the_end_of_a_subscription_is_ignored() {
        HistoryBuilder story = history()
                .subscribes("ws-1", "order:o-1")
                .commits("order:o-1", "PLACED", "PAID")
                .sees("ws-1", "order:o-1", 2, "PAID")
                .unsubscribes("ws-1")
                .sees("ws-1", "order:o-1", 1, "PLACED");

        assertThatVerdict(judged(story.drained())).isValid().hadOpportunities(1);
    }

    @Test
    void the_end_of_a_subscription_that_nobody_asked_for_says_nothing() {
        assertThatVerdict(judged(sawTheFirst()
                        .sees("ws-1", "order:o-1", 2, "PAID")
                        .unsubscribes("ws-7")
                        .drained()))
                .isValid()
                .summarises("1 of 1 live subscriptions saw the end; p50 1.0 ms  p99 3.0 ms  max 3.0 ms");
    }

    @Test
    void what_a_subscription_saw_that_nobody_asked_for_must_be_right_too() {
        HistoryBuilder story = history()
                .commits("order:o-1", "PLACED", "PAID")
                .sees("ws-7", "order:o-1", 2, "PAID")
                .sees("ws-7", "order:o-1", 1, "PLACED");

        assertThatVerdict(judged(story.drained()))
                .isInvalid("a subscriber saw order o-1 at version 2 (PAID), and then at version 1 (PLACED)");
    }

    @Test
    void an_update_before_anybody_asked_for_it_is_not_of_the_later_subscription() {
        HistoryBuilder story = history()
                .commits("order:o-1", "PLACED", "PAID")
                .sees("ws-1", "order:o-1", 2, "PAID")
                .subscribes("ws-1", "order:o-1")
                .sees("ws-1", "order:o-1", 1, "PLACED")
                .promises(WITHOUT_TOPICS);

        assertThatVerdict(judged(story.drained())).isValid();
    }

    @Test
    void a_name_that_is_used_again_is_another_subscription() {
        // the first saw the second version, was given up, and the next one begins with the first version
        HistoryBuilder story = history()
                .subscribes("ws-1", "order:o-1")
                .commits("order:o-1", "PLACED", "PAID")
                .sees("ws-1", "order:o-1", 2, "PAID")
                .unsubscribes("ws-1")
                .subscribes("ws-1", "order:o-1")
                .sees("ws-1", "order:o-1", 1, "PLACED")
                .promises(WITHOUT_TOPICS);

        assertThatVerdict(judged(story.drained())).isValid().hadOpportunities(2);
    }

    @Test
    void who_left_after_the_end_was_there_in_the_end() {
        assertThatVerdict(judged(sawTheFirst().drained().after(2_000).unsubscribes("ws-1")))
                .isInvalid(
                        "a live subscriber of order o-1 held version 1 (PLACED) in the end, but version 2 (PAID) was "
                                + "committed");
    }

    @Test
    void a_live_subscriber_who_saw_nothing_at_all_held_nothing() {
        HistoryBuilder story = history()
                .subscribes("ws-1", "order:o-1")
                .commits("order:o-1", "PLACED")
                .phase(Phase.HEAL)
                .pongs("ws-1");

        assertThatVerdict(judged(story.drained()))
                .isInvalid(
                        "a live subscriber of order o-1 held nothing in the end, but version 1 (PLACED) was committed")
                .isProvenBy("Subscribed", "Committed");
    }

    @Test
    void a_status_that_was_never_committed_is_proven_by_that_versions_commit_alone() {
        HistoryBuilder story = history()
                .subscribes("ws-1", "order:o-1")
                .commits("order:o-1", "PLACED", "PAID")
                .sees("ws-1", "order:o-1", 1, "PAID");

        assertThatVerdict(judged(story))
                .isInvalid("a subscriber saw order o-1 at version 1 (PAID), which was never committed")
                .isProvenBy("Committed", "UpdateReceived");
    }

    @Test
    void an_update_belongs_to_a_subscription_from_the_moment_of_asking_to_the_moment_of_its_end() {
        HistoryBuilder first = history()
                .commits("order:o-1", "PLACED")
                .subscribes("ws-1", "order:o-1")
                .after(-1)
                .sees("ws-1", "order:o-1", 1, "PLACED")
                .phase(Phase.HEAL)
                .pongs("ws-1");
        HistoryBuilder last = history()
                .subscribes("ws-1", "order:o-1")
                .commits("order:o-1", "PLACED", "PAID")
                .sees("ws-1", "order:o-1", 2, "PAID")
                .unsubscribes("ws-1")
                .after(-1)
                .sees("ws-1", "order:o-1", 1, "PLACED");

        assertThatVerdict(judged(first.drained())).isValid();
        assertThatVerdict(judged(last.drained()))
                .isInvalid("a subscriber saw order o-1 at version 2 (PAID), and then at version 1 (PLACED)");
    }

    @Test
    void what_was_shown_is_gone_through_in_the_order_in_which_it_was_asked_for() {
        HistoryBuilder story = history();
        for (int n = 0; n < 20; n++) {
            story.subscribes("ws-" + n, "customer:c-1");
        }
        story.commits("order:o-1", "PLACED");
        for (int n = 19; n >= 0; n--) {
            story.sees("ws-" + n, "order:o-1", 1, "PLACED");
        }

        assertThat(story.evidence().updates())
                .hasSize(20)
                .extracting(updates -> updates.subscription().number())
                .isSorted();
    }

    @Test
    void an_update_shows_the_committed_total() {
        HistoryBuilder right = history().subscribes("ws-1", "order:o-1").commits("order:o-1", "PLACED");
        right.add(new UpdateReceived(
                right.now(),
                "ws-1",
                "s",
                "order:o-1",
                1,
                "PLACED",
                Map.of("total", Long.toString(HistoryBuilder.TOTAL))));
        HistoryBuilder wrong = history().subscribes("ws-1", "order:o-1").commits("order:o-1", "PLACED");
        wrong.add(new UpdateReceived(
                wrong.now() + 1, "ws-1", "s", "order:o-1", 1, "PLACED", Map.of("total", Long.toString(100L))));

        assertThatVerdict(judged(right.drained())).isValid();
        assertThatVerdict(judged(wrong))
                .isInvalid("a subscriber saw version 1 of order o-1 with a total of 1.00, but 24.50 was committed")
                .isProvenBy("Committed", "UpdateReceived");
    }
}
