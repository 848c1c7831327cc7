package tribunal.verify.guarantee.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static tribunal.verify.HistoryBuilder.CHARGE;
import static tribunal.verify.HistoryBuilder.TOTAL;
import static tribunal.verify.HistoryBuilder.delivery;
import static tribunal.verify.HistoryBuilder.history;
import static tribunal.verify.HistoryBuilder.sound;

import org.junit.jupiter.api.Test;
import tribunal.history.ChannelEntry.Answer;
import tribunal.history.ChannelEntry.AttemptEnded;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.ChannelEntry.RolledBack;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.DatabaseEntry.SettleOutcome;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.history.Phase;
import tribunal.verify.HistoryBuilder;

class SituationsTest {
    private static long count(String situation, HistoryBuilder story) {
        return story.judged().situations().getOrDefault(situation, -1L);
    }

    private static HistoryBuilder placed() {
        return history().commits("order:o-1", "PLACED");
    }

    @Test
    void all_are_there_and_none_occurred_in_a_sound_run_without_faults() {
        assertThat(sound().drained().judged().situations())
                .containsOnlyKeys(
                        "charge-after-cancel",
                        "answer-lost-retried",
                        "copy-beside-original",
                        "stale-settle",
                        "rollback-after-work",
                        "second-send",
                        "commit-while-unsubscribed",
                        "inversion",
                        "crash-points",
                        "late-copy",
                        "redriven",
                        "renewed-lease",
                        "read-after-write",
                        "refused-content",
                        "illegal-step-asked",
                        "cancel-again",
                        "other-cancel",
                        "place-again",
                        "equal-orders",
                        "shared-request-id",
                        "subscribed-before-commit",
                        "extreme-content",
                        "foreign-request")
                .allSatisfy((_, n) -> assertThat(n).isZero());
    }

    @Test
    void a_dead_letter_that_was_claimed_again_is_redriven() {
        HistoryBuilder dead = placed().claims(CHARGE, 1).settles(CHARGE, 1, SettleOutcome.DEAD);

        assertThat(count("redriven", dead)).isZero();
        assertThat(count("redriven", dead.claims(CHARGE, 2))).isEqualTo(1);
    }

    @Test
    void an_attempt_that_was_done_after_a_lease_s_length_has_renewed_it_unless_it_was_claimed_again() {
        // the lease is 3 s: handed over at 4 ms
        HistoryBuilder begun = placed().at(2).claims(CHARGE, 1).begins(CHARGE, 1, 0);
        HistoryBuilder inTime = begun.at(3_000).answered(CHARGE, 1, Answer.DONE);
        HistoryBuilder late =
                placed().at(2).claims(CHARGE, 1).begins(CHARGE, 1, 0).at(3_100).answered(CHARGE, 1, Answer.DONE);
        HistoryBuilder failed =
                placed().at(2).claims(CHARGE, 1).begins(CHARGE, 1, 0).at(3_100).answered(CHARGE, 1, Answer.FAILED);
        HistoryBuilder taken = placed().at(2)
                .claims(CHARGE, 1)
                .begins(CHARGE, 1, 0)
                .at(3_050)
                .claims(CHARGE, 2)
                .at(3_100)
                .answered(CHARGE, 1, Answer.DONE);

        assertThat(count("renewed-lease", inTime)).isZero();
        assertThat(count("renewed-lease", late)).isEqualTo(1);
        assertThat(count("renewed-lease", failed)).isZero();
        assertThat(count("renewed-lease", taken)).isZero();
        assertThat(count("renewed-lease", late.claims(CHARGE, 2))).isEqualTo(1);
    }

    @Test
    void a_limit_is_reached_each_time_that_the_last_of_few_slots_is_taken() {
        // one slot: two attempts, one after the other
        HistoryBuilder two = placed().attempts(CHARGE, 1, Ending.DONE)
                .answered(CHARGE, 1, Answer.FAILED)
                .attempts(CHARGE, 2, Ending.DONE)
                .answered(CHARGE, 2, Answer.DONE);

        assertThat(count("limit-reached", two)).isEqualTo(-1);
        assertThat(count("limit-reached", two.exact(1))).isEqualTo(2);
        assertThat(count("limit-reached", two.exact(64))).isZero();
        assertThat(count("limit-reached", two.exact(65))).isEqualTo(-1);
        HistoryBuilder overfull = placed().claims(CHARGE, 1).claims(CHARGE, 2).exact(1);
        assertThat(count("limit-reached", overfull))
                .as("taken once, and never free again")
                .isEqualTo(1);
    }

    @Test
    void an_operation_of_the_storm_that_was_sent_again_is_a_second_send() {
        HistoryBuilder again = placed().sends("PLACE", "order:o-1", "place/1")
                .add(new OperationSent(9, "place/1", 2, "PLACE", "order:o-1", "c-1", 9))
                .sends("PLACE", "order:o-2", "place/2");

        assertThat(count("second-send", again)).isEqualTo(1);
        assertThat(count("second-send", again.at(5_000).phase(Phase.STORM))).isZero();
    }

    @Test
    void a_charge_after_the_cancel_was_applied_or_found_its_key_closed() {
        assertThat(count(
                        "charge-after-cancel",
                        placed().cancels("order:o-1", Outcome.ACKNOWLEDGED).applies("charge", "order:o-1", TOTAL)))
                .isEqualTo(1);
        assertThat(count(
                        "charge-after-cancel",
                        placed().cancels("order:o-1", Outcome.ACKNOWLEDGED).closes("charge", "order:o-1")))
                .isEqualTo(1);
        assertThat(count(
                        "charge-after-cancel",
                        placed().applies("charge", "order:o-1", TOTAL).cancels("order:o-1", Outcome.ACKNOWLEDGED)))
                .isZero();
    }

    @Test
    void a_lost_answer_counts_when_the_delivery_was_tried_again() {
        HistoryBuilder lost = placed().attempts(CHARGE, 1, Ending.DONE).meets(CHARGE, 1, "lose-answer");
        HistoryBuilder retried = placed().attempts(CHARGE, 1, Ending.DONE)
                .meets(CHARGE, 1, "lose-answer")
                .attempts(CHARGE, 2, Ending.DONE);
        HistoryBuilder delayed = placed().attempts(CHARGE, 1, Ending.DONE)
                .meets(CHARGE, 1, "delay")
                .attempts(CHARGE, 2, Ending.DONE);

        assertThat(count("answer-lost-retried", lost)).isZero();
        assertThat(count("answer-lost-retried", retried)).isEqualTo(1);
        assertThat(count("answer-lost-retried", delayed)).isZero();
    }

    @Test
    void a_copy_counts_when_it_ran_while_the_original_did() {
        HistoryBuilder beside = placed().begins(CHARGE, 1, 0)
                .begins(CHARGE, 1, 1)
                .ends(CHARGE, 1, 0, Ending.DONE)
                .ends(CHARGE, 1, 1, Ending.DONE);
        HistoryBuilder after = placed().begins(CHARGE, 1, 0)
                .ends(CHARGE, 1, 0, Ending.DONE)
                .begins(CHARGE, 1, 1)
                .ends(CHARGE, 1, 1, Ending.DONE);

        assertThat(count("copy-beside-original", beside)).isEqualTo(1);
        assertThat(count("copy-beside-original", after)).isZero();
    }

    @Test
    void a_copy_is_late_when_it_began_after_the_orders_last_commit() {
        HistoryBuilder late = placed().begins(CHARGE, 1, 0).at(900).begins(CHARGE, 1, 1);
        HistoryBuilder early = placed().begins(CHARGE, 1, 1).at(900).commits("order:o-1", "PAID");

        assertThat(count("late-copy", late)).isEqualTo(1);
        assertThat(count("late-copy", early)).isZero();
    }

    @Test
    void a_settle_is_stale_when_its_answer_came_after_the_successors_claim() {
        HistoryBuilder late = placed().claims(CHARGE, 1).claims(CHARGE, 2).answered(CHARGE, 1, Answer.DONE);
        HistoryBuilder inTime =
                placed().claims(CHARGE, 1).answered(CHARGE, 1, Answer.FAILED).claims(CHARGE, 2);
        HistoryBuilder unfenced = placed().add(new Settled(5, "o-1#1", "ChargePayment", 2, 1, SettleOutcome.DONE));

        assertThat(count("stale-settle", late)).isEqualTo(1);
        assertThat(count("stale-settle", inTime)).isZero();
        assertThat(count("stale-settle", unfenced)).isEqualTo(1);
    }

    @Test
    void a_rollback_after_the_work_counts() {
        assertThat(count("rollback-after-work", placed().add(new RolledBack(5, "o-1#1", "ChargePayment", 1, 0))))
                .isEqualTo(1);
    }

    @Test
    void a_commit_counts_as_unseen_between_a_subscribers_leaving_and_coming_back() {
        HistoryBuilder back = history()
                .subscribes("ws-1", "customer:c-1")
                .unsubscribes("ws-1")
                .commits("order:o-1", "PLACED", "PAID")
                .subscribes("ws-2", "customer:c-1")
                .commits("order:o-1", "APPROVED");
        HistoryBuilder gone = history()
                .subscribes("ws-1", "customer:c-1")
                .unsubscribes("ws-1")
                .commits("order:o-1", "PLACED");

        assertThat(count("commit-while-unsubscribed", back)).isEqualTo(2);
        assertThat(count("commit-while-unsubscribed", gone)).isZero();
    }

    @Test
    void crash_points_are_counted_each_and_together() {
        HistoryBuilder story = placed().attempts(CHARGE, 1, Ending.CRASHED)
                .attempts(CHARGE, 2, Ending.CRASHED)
                .attempts(delivery("order:o-1", 1, "NotifyCustomer"), 1, Ending.CRASHED);

        assertThat(story.judged().situations())
                .containsEntry("crash-point(ChargePayment,after-call-3)", 2L)
                .containsEntry("crash-point(NotifyCustomer,after-call-3)", 1L)
                .containsEntry("crash-points", 2L);
    }

    @Test
    void faults_are_those_that_were_met() {
        assertThat(placed().meets(CHARGE, 1, "drop").judged().faults())
                .containsEntry("drop", 1L)
                .containsEntry("crash", 0L)
                .hasSize(14);
    }

    @Test
    void a_charge_that_was_refused_after_the_cancel_is_none() {
        assertThat(count(
                        "charge-after-cancel",
                        placed().cancels("order:o-1", Outcome.ACKNOWLEDGED).refuses("charge", "order:o-1")))
                .isZero();
    }

    @Test
    void an_attempt_that_had_begun_when_the_answer_was_lost_is_no_retry() {
        HistoryBuilder story =
                placed().begins(CHARGE, 2, 0).attempts(CHARGE, 1, Ending.DONE).meets(CHARGE, 1, "lose-answer");

        assertThat(count("answer-lost-retried", story)).isZero();
        assertThat(count("answer-lost-retried", story.begins(CHARGE, 1, 1))).isZero();
    }

    @Test
    void a_copy_beside_another_attempts_original_does_not_count() {
        HistoryBuilder other = placed().begins(CHARGE, 1, 0)
                .begins(CHARGE, 2, 1)
                .ends(CHARGE, 2, 1, Ending.DONE)
                .ends(CHARGE, 1, 0, Ending.DONE);
        HistoryBuilder before = placed().begins(CHARGE, 1, 1)
                .ends(CHARGE, 1, 1, Ending.DONE)
                .begins(CHARGE, 1, 0)
                .ends(CHARGE, 1, 0, Ending.DONE);

        assertThat(count("copy-beside-original", other)).isZero();
        assertThat(count("copy-beside-original", before)).isZero();
    }

    @Test
    void a_commit_while_somebody_was_subscribed_was_seen() {
        HistoryBuilder story = history()
                .subscribes("ws-1", "customer:c-1")
                .commits("order:o-1", "PLACED")
                .unsubscribes("ws-1")
                .subscribes("ws-2", "customer:c-1")
                .commits("order:o-1", "PAID");

        assertThat(count("commit-while-unsubscribed", story)).isZero();
    }

    @Test
    void who_leaves_while_another_stays_leaves_no_gap() {
        HistoryBuilder story = history()
                .subscribes("ws-1", "customer:c-1")
                .subscribes("ws-2", "customer:c-1")
                .unsubscribes("ws-2")
                .commits("order:o-1", "PLACED")
                .subscribes("ws-3", "customer:c-1");

        assertThat(count("commit-while-unsubscribed", story)).isZero();
    }

    @Test
    void neither_a_crash_without_its_point_nor_a_point_without_a_crash_is_a_crash_point() {
        HistoryBuilder nowhere =
                placed().add(new AttemptEnded(5, "o-1#1", "ChargePayment", 1, 0, Ending.CRASHED, null));
        HistoryBuilder survived =
                placed().add(new AttemptEnded(5, "o-1#1", "ChargePayment", 1, 0, Ending.FAILED, "after-call-3"));

        assertThat(count("crash-points", nowhere)).isZero();
        assertThat(count("crash-points", survived)).isZero();
    }

    @Test
    void a_copy_that_outlives_another_attempts_end_ran_beside_its_own_original() {
        HistoryBuilder story = placed().begins(CHARGE, 1, 0)
                .begins(CHARGE, 2, 0)
                .ends(CHARGE, 2, 0, Ending.DONE)
                .begins(CHARGE, 1, 1)
                .ends(CHARGE, 1, 1, Ending.DONE)
                .ends(CHARGE, 1, 0, Ending.DONE);

        assertThat(count("copy-beside-original", story)).isEqualTo(1);
    }

    @Test
    void what_happens_in_one_moment_follows_and_does_not_overlap() {
        HistoryBuilder retried = placed().attempts(CHARGE, 1, Ending.DONE)
                .meets(CHARGE, 1, "lose-answer")
                .after(-1)
                .begins(CHARGE, 2, 0);
        HistoryBuilder copyNext = placed().begins(CHARGE, 1, 0)
                .ends(CHARGE, 1, 0, Ending.DONE)
                .after(-1)
                .begins(CHARGE, 1, 1);
        HistoryBuilder originalNext = placed().begins(CHARGE, 1, 1)
                .ends(CHARGE, 1, 1, Ending.DONE)
                .after(-1)
                .begins(CHARGE, 1, 0);

        assertThat(count("answer-lost-retried", retried)).isEqualTo(1);
        assertThat(count("copy-beside-original", copyNext)).isZero();
        assertThat(count("copy-beside-original", originalNext)).isZero();
    }

    @Test
    void each_copy_that_ran_beside_the_original_counts() {
        HistoryBuilder story = placed().begins(CHARGE, 1, 0)
                .begins(CHARGE, 1, 1)
                .ends(CHARGE, 1, 1, Ending.DONE)
                .begins(CHARGE, 1, 2)
                .ends(CHARGE, 1, 2, Ending.DONE)
                .ends(CHARGE, 1, 0, Ending.DONE);

        assertThat(count("copy-beside-original", story)).isEqualTo(2);
    }

    @Test
    void inversions_are_counted_over_all_orders() {
        HistoryBuilder story = sound().lives("order:o-2")
                .attempts(CHARGE, 2, Ending.DONE)
                .attempts(delivery("order:o-2", 1, "ChargePayment"), 2, Ending.DONE);

        assertThat(count("inversion", story)).isEqualTo(2);
    }

    @Test
    void a_refund_after_the_cancel_is_no_charge() {
        HistoryBuilder story =
                placed().cancels("order:o-1", Outcome.ACKNOWLEDGED).applies("refund", "order:o-1", TOTAL);

        assertThat(count("charge-after-cancel", story)).isZero();
    }
}
