package tribunal.verify.guarantee.coverage;

import static tribunal.verify.HistoryBuilder.CHARGE;
import static tribunal.verify.HistoryBuilder.sound;
import static tribunal.verify.VerdictAssert.assertThatVerdict;

import org.junit.jupiter.api.Test;
import tribunal.history.HarnessEntry.NodeKilled;
import tribunal.history.HarnessEntry.NodeStarted;
import tribunal.history.HarnessEntry.NodeStopping;
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

    @Test
    void an_outage_that_did_not_occur_is_a_fault_that_is_missing() {
        HistoryBuilder story = sound().add(new NodeStopping(5, "n-1"))
                .add(new NodeKilled(6, "n-1"))
                .add(new NodeStarted(7, "n-1"))
                .expects("stop-node", 1, false)
                .expects("kill-node", 1, false);

        assertThatVerdict(story.drained().verdict("coverage"))
                .isUnknownBecause("kill-node occurred 0 times, expected at least 1")
                .summarises("2 faults and 0 situations, 1 less often than expected");
    }
}
