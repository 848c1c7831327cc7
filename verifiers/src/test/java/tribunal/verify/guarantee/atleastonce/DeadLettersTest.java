package tribunal.verify.guarantee.atleastonce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static tribunal.verify.HistoryBuilder.CHARGE;
import static tribunal.verify.HistoryBuilder.MS;
import static tribunal.verify.HistoryBuilder.history;
import static tribunal.verify.VerdictAssert.assertThatVerdict;

import java.util.List;
import org.junit.jupiter.api.Test;
import tribunal.history.ChannelEntry.Answer;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.DatabaseEntry.EventRecorded;
import tribunal.history.DatabaseEntry.SettleOutcome;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.history.Phase;
import tribunal.verify.HistoryBuilder;
import tribunal.verify.verdict.Verdict;
import tribunal.verify.verdict.VerdictStatus;

/** When deliveries may be given up, and what counts as an attempt of theirs. */
class DeadLettersTest {
    private static Verdict judged(HistoryBuilder story) {
        return story.verdict("at-least-once");
    }

    @Test
    void a_declared_dead_letter_is_right_after_its_attempts_and_wrong_before_them() {
        HistoryBuilder right = history()
                .poisons("order:o-1", "OrderPlaced", "ChargePayment", 2)
                .commits("order:o-1", "PLACED");
        HistoryBuilder early = history()
                .poisons("order:o-1", "OrderPlaced", "ChargePayment", 3)
                .commits("order:o-1", "PLACED");

        Verdict declared =
                judged(right.givesUp(CHARGE, 2).deliversTheRest("order:o-1").drained());
        assertThatVerdict(declared).isValid().summarises("2 of 3, 1 dead letter; not declared: effects of functions");
        assertThat(declared.checked())
                .containsExactly(
                        entry("dead", 1L),
                        entry("deliveries", 3L),
                        entry("never recorded", 0L),
                        entry("outstanding", 0L));
        assertThatVerdict(judged(
                        early.givesUp(CHARGE, 2).deliversTheRest("order:o-1").drained()))
                .isInvalid("OrderPlaced of order o-1 for ChargePayment became a dead letter early, after 2 of 3 "
                        + "attempts");
    }

    @Test
    void the_fate_poison_declares_a_dead_letter_after_all_attempts() {
        assertThatVerdict(judged(history().commits("order:o-1", "PLACED").decides(CHARGE, 1, "poison"), 12))
                .isValid()
                .summarises("2 of 3, 1 dead letter; not declared: effects of functions");
        assertThatVerdict(judged(history().commits("order:o-1", "PLACED").decides(CHARGE, 1, "poison"), 2))
                .isInvalid("OrderPlaced of order o-1 for ChargePayment became a dead letter early, after 2 of 12 "
                        + "attempts");
        assertThatVerdict(judged(history().commits("order:o-1", "PLACED").decides(CHARGE, 1, "fail"), 12))
                .isInvalid("OrderPlaced of order o-1 for ChargePayment became a dead letter that the scenario did not "
                        + "declare");
    }

    @Test
    void the_fate_poison_with_a_permanent_answer_declares_a_dead_letter_after_one_attempt() {
        HistoryBuilder story = history()
                .commits("order:o-1", "PLACED")
                .neverDelivers(CHARGE)
                .decides(CHARGE, 1, "poison")
                .attempts(CHARGE, 1, Ending.FAILED)
                .answered(CHARGE, 1, Answer.FAILED, null, true)
                .settles(CHARGE, 1, SettleOutcome.DEAD)
                .deliversTheRest("order:o-1");
        assertThatVerdict(judged(story.drained())).isValid();
    }

    private static Verdict judged(HistoryBuilder story, int attempts) {
        return judged(
                story.givesUp(CHARGE, attempts).deliversTheRest("order:o-1").drained());
    }

    @Test
    void a_redriven_dead_letter_is_a_delivery_like_any_other_once_it_is_done() {
        // handed over at 3 ms, twice failed, then dead; the redriven one is claimed at 9,001 ms and done at 9,004 ms
        HistoryBuilder story = history()
                .poisons("order:o-1", "OrderPlaced", "ChargePayment", 2)
                .commits("order:o-1", "PLACED")
                .givesUp(CHARGE, 2)
                .deliversTheRest("order:o-1")
                .phase(Phase.HEAL)
                .at(9_000)
                .delivers(CHARGE)
                .drained();

        assertThatVerdict(judged(story))
                .isValid()
                .summarises("3 of 3, 0 dead letters, slowest recovery 9.0 s; not declared: effects of functions");
        // That the order itself went no further is idempotent-outcomes' matter.
        assertThat(List.of("no-overlap", "recovery", "amplification"))
                .allSatisfy(other -> assertThat(story.verdict(other).status())
                        .isNotIn(VerdictStatus.INVALID, VerdictStatus.UNKNOWN));
    }

    @Test
    void a_redriven_dead_letter_that_is_not_done_is_outstanding_and_then_lost() {
        HistoryBuilder story = history()
                .poisons("order:o-1", "OrderPlaced", "ChargePayment", 2)
                .commits("order:o-1", "PLACED")
                .givesUp(CHARGE, 2)
                .deliversTheRest("order:o-1")
                .claims(CHARGE, 1)
                .canary()
                .notDrained();

        assertThatVerdict(judged(story))
                .isInvalid("OrderPlaced of order o-1 for ChargePayment was lost: never finished, and nothing was tried "
                        + "for it any more");
    }

    @Test
    void a_redriven_delivery_must_be_tried_as_often_again_before_it_is_given_up() {
        HistoryBuilder base = history()
                .poisons("order:o-1", "OrderPlaced", "ChargePayment", 2)
                .commits("order:o-1", "PLACED")
                .givesUp(CHARGE, 2);

        assertThatVerdict(judged(
                        base.givesUp(CHARGE, 1).deliversTheRest("order:o-1").drained()))
                .isInvalid("OrderPlaced of order o-1 for ChargePayment became a dead letter early, after 1 of 2 "
                        + "attempts");
    }

    @Test
    void a_dead_letter_is_a_violation_and_an_early_one_is_said_to_be() {
        HistoryBuilder early = history().commits("order:o-1", "PLACED").neverDelivers(CHARGE);
        early.attempts(CHARGE, 1, Ending.FAILED).settles(CHARGE, 1, SettleOutcome.DEAD);
        HistoryBuilder late = history().commits("order:o-1", "PLACED").neverDelivers(CHARGE);
        for (int attempt = 1; attempt <= 12; attempt++) {
            late.attempts(CHARGE, attempt, Ending.FAILED);
        }
        late.settles(CHARGE, 12, SettleOutcome.DEAD);

        assertThatVerdict(judged(early.deliversTheRest("order:o-1").drained()))
                .isInvalid("OrderPlaced of order o-1 for ChargePayment became a dead letter early, after 1 of 12 "
                        + "attempts");
        assertThatVerdict(judged(late.deliversTheRest("order:o-1").drained()))
                .isInvalid("OrderPlaced of order o-1 for ChargePayment became a dead letter that the scenario did not "
                        + "declare");
    }

    @Test
    void an_attempt_that_was_answered_well_does_not_count_as_failed() {
        HistoryBuilder story = history()
                .poisons("order:o-1", "OrderPlaced", "ChargePayment", 2)
                .commits("order:o-1", "PLACED")
                .neverDelivers(CHARGE)
                .attempts(CHARGE, 1, Ending.DONE)
                .answered(CHARGE, 1, Answer.DONE)
                .attempts(CHARGE, 2, Ending.FAILED)
                .answered(CHARGE, 2, Answer.FAILED)
                .settles(CHARGE, 2, SettleOutcome.DEAD);

        assertThatVerdict(judged(story.deliversTheRest("order:o-1").drained()))
                .isInvalid("OrderPlaced of order o-1 for ChargePayment became a dead letter early, after 1 of 2 "
                        + "attempts");
    }

    @Test
    void poison_is_declared_by_event_type_and_ordinal() {
        HistoryBuilder type =
                history().poisons("order:o-1", "OrderPaid", "ChargePayment", 2).commits("order:o-1", "PLACED");
        HistoryBuilder ordinal = history()
                .poisons("order:o-1", "OrderPlaced", "ChargePayment", 2)
                .add(new Committed(
                        1, "t-9", "order:o-1", 1, null, "PLACED", HistoryBuilder.attributes("r-1", "c-1", 2450)))
                .add(new EventRecorded(1, "t-9", "o-1#1", "OrderPlaced", 2, "order:o-1", 1));
        String undeclared =
                "OrderPlaced of order o-1 for ChargePayment became a dead letter early, after 2 of 12 attempts";

        assertThatVerdict(judged(
                        type.givesUp(CHARGE, 2).deliversTheRest("order:o-1").drained()))
                .isInvalid(undeclared);
        assertThatVerdict(judged(ordinal.givesUp(CHARGE, 2).drained().notDrained()))
                .isInvalid(undeclared);
    }

    @Test
    void a_dead_letter_of_which_nothing_else_is_known_is_not_called_lost_as_well() {
        HistoryBuilder story =
                history().commits("order:o-1", "PLACED").neverDelivers(CHARGE).settles(CHARGE, 1, SettleOutcome.DEAD);

        assertThatVerdict(judged(story.deliversTheRest("order:o-1").canary().notDrained()))
                .isInvalid("OrderPlaced of order o-1 for ChargePayment became a dead letter early, after 0 of 12 "
                        + "attempts");
    }

    /** A failed attempt, claimed with this number, settled by its own claim or by another. */
    private static Verdict settled(int attempt, long settledBy, SettleOutcome outcome) {
        return judged(history()
                .commits("order:o-1", "PLACED")
                .attempts(CHARGE, attempt, Ending.FAILED)
                .add(new Settled(9 * MS, CHARGE.event(), CHARGE.function(), attempt, settledBy, outcome)));
    }

    @Test
    void the_last_attempt_and_any_later_one_must_not_lead_to_a_retry() {
        String late = "OrderPlaced of order o-1 for ChargePayment was settled as RETRY after attempt %d, "
                + "but must become a dead letter after 12 attempts";

        assertThatVerdict(settled(12, 12, SettleOutcome.RETRY))
                .isInvalid(late.formatted(12))
                .isProvenBy("EventRecorded", "Claimed", "Settled");
        assertThatVerdict(settled(13, 13, SettleOutcome.RETRY)).isInvalid(late.formatted(13));
        assertThatVerdict(settled(11, 11, SettleOutcome.RETRY)).isUnknown("cut short");
    }

    @Test
    void what_the_last_attempt_leaves_otherwise_is_no_retry() {
        assertThatVerdict(settled(12, 12, SettleOutcome.RELEASED)).isUnknown("cut short");
        assertThatVerdict(settled(12, 11, SettleOutcome.RETRY)).isUnknown("cut short");
    }
}
