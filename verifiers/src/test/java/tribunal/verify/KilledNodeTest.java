package tribunal.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static tribunal.verify.HistoryBuilder.CHARGE;
import static tribunal.verify.HistoryBuilder.MS;
import static tribunal.verify.HistoryBuilder.TOTAL;
import static tribunal.verify.HistoryBuilder.history;
import static tribunal.verify.VerdictAssert.assertThatVerdict;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tribunal.history.ChannelEntry.Answer;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.DatabaseEntry.Claimed;
import tribunal.history.DatabaseEntry.SettleOutcome;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry.NodeKilled;
import tribunal.history.HarnessEntry.NodePaused;
import tribunal.history.HarnessEntry.NodeResumed;
import tribunal.history.HarnessEntry.NodeStarted;
import tribunal.verify.verdict.Verdict;
import tribunal.verify.verdict.VerdictStatus;

/**
 * What a node of a real run had not written when it was killed or paused is absent, and is not held against the app.
 * The node {@code n-1} is down from 50 ms to 4 s; the process that follows has the same name.
 */
class KilledNodeTest {
    private static final NodeKilled KILLED = new NodeKilled(50 * MS, "n-1");

    private static final NodeStarted STARTED = new NodeStarted(4_000 * MS, "n-1");
    private static final String NEEDLESS =
            "OrderPlaced of order o-1 for ChargePayment was handed over again 5.0 s after attempt 1, for no recorded cause";

    private static HistoryBuilder placed() {
        return history().add(new OperationSent(MS, "place/1", 1, "PLACE", "order:o-1", "c-1", MS));
    }

    /** The order is acknowledged at once, and the first attempt of its charge has begun at 12 ms. */
    private static HistoryBuilder charging() {
        return placed().commits("order:o-1", "PLACED")
                .answers("place/1", Outcome.ACKNOWLEDGED, 1, "PLACED")
                .at(10)
                .claims(CHARGE, 1)
                .begins(CHARGE, 1, 0)
                .neverDelivers(CHARGE);
    }

    /** Nothing follows but the attempt that the lapsed lease allows, at 5 s, and the rest of the order. */
    private static List<Verdict> afterwards(HistoryBuilder story, Entry... down) {
        List.of(down).forEach(story::add);
        return story.at(5_000)
                .attempts(CHARGE, 2, Ending.DONE)
                .answered(CHARGE, 2, Answer.DONE)
                .settles(CHARGE, 2, SettleOutcome.DONE)
                .commits("order:o-1", "PAID")
                .applies("approve", "order:o-1", 0)
                .commits("order:o-1", "APPROVED")
                .applies("assign", "order:o-1", 0)
                .commits("order:o-1", "COURIER_ASSIGNED", "DELIVERED")
                .applies("release", "order:o-1", 0)
                .deliversTheRest("order:o-1")
                .drained()
                .judged()
                .guarantees();
    }

    private static void isNoViolation(List<Verdict> verdicts) {
        assertThat(verdicts).allSatisfy(verdict -> assertThat(verdict.status()).isNotEqualTo(VerdictStatus.INVALID));
    }

    private static Verdict of(String guarantee, List<Verdict> verdicts) {
        return verdicts.stream()
                .filter(v -> v.guarantee().equals(guarantee))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void an_attempt_without_an_end_and_a_hand_over_without_an_answer_are_the_kill_s() {
        isNoViolation(afterwards(charging().applies("charge", "order:o-1", TOTAL), KILLED, STARTED));
        isNoViolation(afterwards(
                charging().applies("charge", "order:o-1", TOTAL),
                new NodePaused(50 * MS, "n-1"),
                new NodeResumed(4_000 * MS, "n-1")));
    }

    @Test
    void without_a_kill_or_with_one_of_another_node_they_are_the_app_s() {
        assertThatVerdict(of("no-overlap", afterwards(charging().applies("charge", "order:o-1", TOTAL))))
                .isInvalid(NEEDLESS);
        assertThatVerdict(of(
                        "no-overlap",
                        afterwards(charging().applies("charge", "order:o-1", TOTAL), new NodeKilled(50 * MS, "n-2"))))
                .isInvalid(NEEDLESS);
    }

    @Test
    void a_process_that_was_killed_before_the_hand_over_and_started_again_is_no_cause() {
        assertThatVerdict(of(
                        "no-overlap",
                        afterwards(
                                charging().applies("charge", "order:o-1", TOTAL),
                                new NodeKilled(2 * MS, "n-1"),
                                new NodeStarted(3 * MS, "n-1"))))
                .isInvalid(NEEDLESS);
    }

    @Test
    void a_claim_of_which_the_channel_knows_nothing_is_lost_with_its_node() {
        HistoryBuilder story = placed().commits("order:o-1", "PLACED")
                .answers("place/1", Outcome.ACKNOWLEDGED, 1, "PLACED")
                .neverDelivers(CHARGE)
                .add(new Claimed(49 * MS, "o-1#1", "ChargePayment", 1, "n-1", 1));

        isNoViolation(afterwards(story.applies("charge", "order:o-1", TOTAL), KILLED, STARTED));
    }

    @Test
    void the_killed_attempt_s_work_is_not_repeated_without_a_trace() {
        HistoryBuilder twice = charging().applies("charge", "order:o-1", TOTAL).at(5_001);
        twice.applies("charge", "order:o-1", TOTAL);

        assertThat(of("idempotent-outcomes", afterwards(twice, KILLED, STARTED)).status())
                .isEqualTo(VerdictStatus.INVALID);
    }

    @Test
    void a_request_that_was_open_at_the_killed_node_has_no_answer_and_is_sent_again() {
        HistoryBuilder story = placed().commits("order:o-1", "PLACED")
                .add(new OperationAnswered(60 * MS, "place/1", 1, Outcome.INDETERMINATE, 0, null, "reset", Map.of()))
                .add(new OperationSent(70 * MS, "place/1", 2, "PLACE", "order:o-1", "c-1", 70 * MS))
                .add(new OperationAnswered(4_500 * MS, "place/1", 2, Outcome.ACKNOWLEDGED, 1, "PLACED", null, Map.of()))
                .applies("charge", "order:o-1", TOTAL)
                .neverDelivers(CHARGE);

        isNoViolation(afterwards(story, KILLED, STARTED));
    }

    @Test
    void what_it_had_acknowledged_must_be_committed_though_it_was_killed() {
        HistoryBuilder story = placed().answers("place/1", Outcome.ACKNOWLEDGED, 1, "PLACED")
                .add(KILLED)
                .add(STARTED)
                .drained();

        assertThatVerdict(story.verdict("atomicity"))
                .isInvalid("order o-1 was acknowledged as version 1 (PLACED), which was never committed");
    }
}
