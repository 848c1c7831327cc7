package tribunal.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static tribunal.verify.HistoryBuilder.CHARGE;
import static tribunal.verify.HistoryBuilder.history;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tribunal.history.ChannelEntry.Answer;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.DatabaseEntry.SettleOutcome;
import tribunal.history.Phase;
import tribunal.verify.verdict.Verdict;

/** What happened before the storm gives no guarantee an opportunity. */
class StormOpportunitiesTest {
    /** An order with an opportunity for each guarantee that is about orders, sent at the given time. */
    private static Map<String, Long> opportunities(long stormMs) {
        HistoryBuilder story = history()
                .sends("PLACE", "order:o-1", "place/1")
                .subscribes("ws-1", "order:o-1")
                .subscribes("ws-2", "board:r-1")
                .commits("order:o-1", "PLACED")
                .answers("place/1", Outcome.ACKNOWLEDGED, 1, "PLACED")
                .sees("ws-1", "order:o-1", 1, "PLACED")
                .seesBoard("ws-2", 1, Map.of("PLACED", 1L))
                .attempts(CHARGE, 1, Ending.FAILED)
                .answered(CHARGE, 1, Answer.FAILED)
                .commits("order:o-1", "PAID")
                .begins(HistoryBuilder.delivery("order:o-1", 2, "RequestApproval"), 1, 0)
                .after(4_000)
                .attempts(CHARGE, 2, Ending.DONE)
                .answered(CHARGE, 2, Answer.DONE)
                .settles(CHARGE, 2, SettleOutcome.DONE)
                .add(new tribunal.history.HarnessEntry.PhaseStarted(stormMs * HistoryBuilder.MS, Phase.STORM));
        return story.judged().guarantees().stream()
                .collect(Collectors.toMap(Verdict::guarantee, Verdict::opportunities));
    }

    @Test
    void an_order_of_the_storm_counts_and_one_before_it_does_not() {
        Map<String, Long> during = opportunities(0);
        Map<String, Long> before = opportunities(9_000);

        for (String guarantee : new String[] {
            "atomicity",
            "at-least-once",
            "idempotent-outcomes",
            "order-independence",
            "subscription",
            "no-overlap",
            "amplification"
        }) {
            assertThat(during.get(guarantee)).as(guarantee).isPositive();
            assertThat(before.get(guarantee)).as(guarantee).isZero();
        }
    }
}
