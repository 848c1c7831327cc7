package tribunal.verify.guarantee.coverage;

import static tribunal.verify.HistoryBuilder.CHARGE;
import static tribunal.verify.HistoryBuilder.sound;
import static tribunal.verify.VerdictAssert.assertThatVerdict;

import org.junit.jupiter.api.Test;
import tribunal.verify.HistoryBuilder;

class CoverageTest {
    @Test
    void what_occurred_less_often_than_expected_is_reported() {
        HistoryBuilder story = sound().meets(CHARGE, 1, "drop")
                .expects("drop", 1, false)
                .expects("crash", 2, false)
                .expects("inversion", 1, false);

        assertThatVerdict(story.drained().verdict("coverage"))
                .isUnknownBecause("crash occurred 0 times, expected at least 2; "
                        + "inversion occurred 0 times, expected at least 1")
                .summarises("2 faults and 1 situation, 2 less often than expected")
                .checked("faults", 2)
                .checked("situations", 1)
                .checked("deliveries at risk", 15);
    }
}
