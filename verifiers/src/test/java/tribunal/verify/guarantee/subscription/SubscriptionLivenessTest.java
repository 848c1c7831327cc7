package tribunal.verify.guarantee.subscription;

import static tribunal.verify.HistoryBuilder.delivery;
import static tribunal.verify.HistoryBuilder.history;
import static tribunal.verify.VerdictAssert.assertThatVerdict;

import org.junit.jupiter.api.Test;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.HarnessEntry.FaultWindowClosed;
import tribunal.history.HarnessEntry.FaultWindowOpened;
import tribunal.history.HarnessEntry.NodeKilled;
import tribunal.history.HarnessEntry.NodeStarted;
import tribunal.history.Phase;
import tribunal.verify.Foodcourt;
import tribunal.verify.HistoryBuilder;
import tribunal.verify.verdict.Verdict;

class SubscriptionLivenessTest {
    private static final String SILENT =
            "a subscriber of order o-1 held version 1 for 2.0 s after version 2 (PAID) was committed, and then left";

    private static Verdict judged(HistoryBuilder story) {
        return story.verdict("subscription");
    }

    private static HistoryBuilder watched() {
        return history()
                .subscribes("ws-1", "customer:c-1")
                .commits("order:o-1", "PLACED")
                .sees("ws-1", "order:o-1", 1, "PLACED");
    }

    /** Committed at 4 ms, not shown, and after so long the client leaves. */
    private static HistoryBuilder silentFor(long ms) {
        return watched().commits("order:o-1", "PAID").after(ms).unsubscribes("ws-1");
    }

    @Test
    void what_the_app_ends_while_nothing_is_out_of_service_is_a_violation() {
        assertThatVerdict(judged(watched().ends("ws-1").drained()))
                .isInvalid(
                        "the app ended a subscription of customer:c-1 after 0.0 s, although nothing was out of service")
                .isProvenBy("Subscribed", "Unsubscribed");
        assertThatVerdict(judged(watched().unsubscribes("ws-1").drained())).isValid();
        assertThatVerdict(judged(watched().ends("ws-1"))).isUnknown("cut short");
    }

    @Test
    void what_the_app_ends_near_an_outage_or_after_the_end_is_none() {
        // within the longest silence, 6 s, before a node is killed and after it is back
        HistoryBuilder before = watched().ends("ws-1").add(new NodeKilled(6_000_000_000L, "n-1"));
        HistoryBuilder after = watched()
                .add(new FaultWindowOpened(10_000_000, "cut-database"))
                .add(new FaultWindowClosed(20_000_000, "cut-database"))
                .at(6_019)
                .ends("ws-1");
        HistoryBuilder longAfter = watched()
                .add(new NodeKilled(10_000_000, "n-1"))
                .add(new NodeStarted(20_000_000, "n-1"))
                .at(6_020)
                .ends("ws-1");

        assertThatVerdict(judged(before.drained())).isValid();
        assertThatVerdict(judged(after.drained())).isValid();
        assertThatVerdict(judged(longAfter.drained()))
                .isInvalid(
                        "the app ended a subscription of customer:c-1 after 6.0 s, although nothing was out of service");
        assertThatVerdict(judged(watched().drained().ends("ws-1"))).isValid();
    }

    @Test
    void one_that_leaves_long_after_a_commit_that_it_was_not_shown_had_fallen_silent() {
        // committed at 4 ms, and 2 s to catch up: 2,004 ms
        assertThatVerdict(judged(silentFor(1_999).drained())).isValid();
        assertThatVerdict(judged(silentFor(2_000).drained()))
                .isInvalid(SILENT)
                .isProvenBy("Subscribed", "Committed", "Unsubscribed");
        assertThatVerdict(judged(silentFor(2_000))).isUnknown("cut short");
    }

    @Test
    void one_that_was_shown_nothing_at_all_had_been_silent_from_the_beginning() {
        HistoryBuilder story = history()
                .commits("order:o-1", "PLACED")
                .subscribes("ws-1", "order:o-1")
                .after(2_001)
                .unsubscribes("ws-1");

        assertThatVerdict(judged(story.drained()))
                .isInvalid(
                        "a subscriber of order o-1 held nothing for 2.0 s after version 1 (PLACED) was committed, and "
                                + "then left");
    }

    /** Wanted at its beginning, and sent so late. */
    private static OperationSent sentAfter(long ms) {
        return new OperationSent(ms * HistoryBuilder.MS, "read/1", 1, "READ", "order:o-1", "c-1", 0);
    }

    @Test
    void silence_beside_a_load_generator_that_was_over_a_second_late_convicts_nobody_under_real_load() {
        assertThatVerdict(judged(silentFor(2_000).add(sentAfter(1_000)).drained()))
                .isInvalid(SILENT);
        assertThatVerdict(judged(silentFor(2_000).add(sentAfter(1_001)).drained()))
                .isUnknown("the machine was overloaded: the load generator was up to 1.0 s late");
        assertThatVerdict(judged(
                        silentFor(2_000).add(sentAfter(1_001)).simulated().drained()))
                .isInvalid(SILENT);
    }

    @Test
    void what_an_outage_can_have_delayed_convicts_nobody() {
        assertThatVerdict(judged(silentFor(2_000)
                        .add(new NodeKilled(1_000_000_000, "n-1"))
                        .drained()))
                .isValid();
    }

    @Test
    void a_commit_that_waits_for_the_disk_can_be_shown_only_after_that() {
        // committed at 4 ms by its own time, and first handed over 2 s later, just before the client leaves
        HistoryBuilder story = watched()
                .commits("order:o-1", "PAID")
                .after(2_000)
                .claims(delivery("order:o-1", 2, "NotifyCustomer"), 1)
                .unsubscribes("ws-1");

        assertThatVerdict(judged(story.drained())).isValid();
    }

    @Test
    void a_version_that_is_newer_than_the_catch_up_time_does_not_hide_an_older_one() {
        HistoryBuilder story = watched()
                .commits("order:o-1", "PAID")
                .claims(delivery("order:o-1", 2, "NotifyCustomer"), 1)
                .after(2_000)
                .commits("order:o-1", "APPROVED")
                .unsubscribes("ws-1");

        assertThatVerdict(judged(story.drained())).isInvalid(SILENT);
    }

    @Test
    void a_topic_that_the_model_does_not_declare_may_be_silent() {
        HistoryBuilder story = history()
                .subscribes("ws-1", "order:o-1")
                .promises(Foodcourt.with(new java.util.TreeMap<>(), new java.util.TreeMap<>()))
                .commits("order:o-1", "PLACED")
                .sees("ws-1", "order:o-1", 1, "PLACED")
                .commits("order:o-1", "PAID")
                .after(3_000)
                .unsubscribes("ws-1");

        assertThatVerdict(judged(story.drained())).isValid();
    }

    private static HistoryBuilder pinged() {
        return watched().phase(Phase.HEAL).pings("ws-1");
    }

    @Test
    void a_connection_that_does_not_answer_its_ping_is_a_violation() {
        assertThatVerdict(judged(pinged().pongs("ws-1").drained())).isValid();
        assertThatVerdict(judged(pinged().drained().after(1).pongs("ws-1"))).isValid();
        assertThat1(pinged().drained());
        assertThat1(pinged().subscribes("ws-2", "order:o-9").drained());
        assertThatVerdict(judged(pinged())).isUnknown("cut short");
    }

    private static void assertThat1(HistoryBuilder story) {
        assertThatVerdict(judged(story))
                .isInvalid(
                        "connection ws-1 did not answer its ping after heal, with a subscription of customer:c-1 open")
                .isProvenBy("Subscribed", "Pinged");
    }

    @Test
    void a_ping_that_nobody_waits_for_any_more_need_not_be_answered() {
        assertThatVerdict(judged(pinged().unsubscribes("ws-1").drained())).isValid();
        assertThatVerdict(judged(pinged().add(new NodeKilled(9_000_000, "n-1")).drained()))
                .isUnknownBecause("one subscription was open at the end, and none is known to have been live");
        assertThatVerdict(judged(watched()
                        .phase(Phase.HEAL)
                        .after(6_000)
                        .pings("ws-1")
                        .after(-6_000)
                        .drained()))
                .isUnknownBecause("one subscription was open at the end, and none is known to have been live");
    }

    @Test
    void of_whom_nobody_is_known_to_be_live_nothing_is_known() {
        HistoryBuilder story = watched().subscribes("ws-2", "customer:c-1").phase(Phase.HEAL);

        assertThatVerdict(judged(story.drained()))
                .isUnknownBecause("2 subscriptions were open at the end, and none is known to have been live");
    }
}
