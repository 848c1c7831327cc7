package tribunal.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static tribunal.verify.Story.MS;
import static tribunal.verify.Story.history;

import org.junit.jupiter.api.Test;
import tribunal.history.ClientEntry.Kind;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.ClientEntry.Outcome;

class BudgetsTest {
    /** An order wanted at 0 ms, sent {@code lag} later and answered at 60 ms. */
    private static Story answeredIn60(long lag) {
        return history()
                .add(new OperationSent(lag * MS, "place/1", 1, Kind.PLACE, "o-1", "c-1", 0))
                .add(new OperationAnswered(60 * MS, "place/1", 1, Outcome.ACKNOWLEDGED, 1, "PLACED", null));
    }

    private static Ruling ruling(Story story) {
        return story.judged().budgets().getFirst().ruling();
    }

    @Test
    void a_latency_below_its_limit_meets_the_budget() {
        assertThat(ruling(answeredIn60(1).budget("place-order", 99, 61))).isEqualTo(Ruling.VALID);
        assertThat(ruling(answeredIn60(1).budget("place-order", 100, 61))).isEqualTo(Ruling.VALID);
        assertThat(ruling(answeredIn60(1).budget("place-order", 99, 60))).isEqualTo(Ruling.INVALID);
    }

    @Test
    void the_actual_value_is_told() {
        // three significant digits: 60 ms is kept within 0.1%
        BudgetResult result = answeredIn60(1)
                .budget("place-order", 50, 100)
                .judged()
                .budgets()
                .getFirst();

        assertThat(result.actualNanos()).isBetween(60 * MS, 60 * MS + 60_000);
    }

    @Test
    void a_load_generator_that_lags_makes_a_missed_budget_unknown_and_leaves_a_met_one_met() {
        assertThat(ruling(answeredIn60(20).budget("place-order", 99, 50))).isEqualTo(Ruling.UNKNOWN);
        assertThat(ruling(answeredIn60(20).budget("place-order", 99, 100))).isEqualTo(Ruling.VALID);
    }

    @Test
    void with_less_than_95_percent_of_the_schedule_sent_no_latency_can_be_told() {
        assertThat(ruling(answeredIn60(1).scheduled(1).budget("place-order", 99, 100)))
                .isEqualTo(Ruling.VALID);
        assertThat(ruling(answeredIn60(1).scheduled(2).budget("place-order", 99, 100)))
                .isEqualTo(Ruling.UNKNOWN);
    }

    @Test
    void nothing_measured_and_a_segment_that_cannot_be_told_are_unknown() {
        Story untrusted = answeredIn60(1)
                .budget("completion", 99, 1_000)
                .commits("o-1", "PLACED")
                .cancels("o-1", Outcome.ACKNOWLEDGED)
                .add(ClocksTest.pair(0, 0, 0))
                .add(ClocksTest.pair(100, 1_500, 0));

        assertThat(ruling(answeredIn60(1).budget("fan-out", 99, 1_000))).isEqualTo(Ruling.UNKNOWN);
        assertThat(ruling(answeredIn60(1).budget("no-such-segment", 99, 1_000))).isEqualTo(Ruling.UNKNOWN);
        assertThat(ruling(untrusted)).isEqualTo(Ruling.UNKNOWN);
    }
}
