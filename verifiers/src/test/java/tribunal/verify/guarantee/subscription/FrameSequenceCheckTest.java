package tribunal.verify.guarantee.subscription;

import static tribunal.verify.HistoryBuilder.delivery;
import static tribunal.verify.HistoryBuilder.history;
import static tribunal.verify.VerdictAssert.assertThatVerdict;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tribunal.history.HarnessEntry.NodePaused;
import tribunal.verify.Foodcourt;
import tribunal.verify.HistoryBuilder;
import tribunal.verify.verdict.Verdict;

class FrameSequenceCheckTest {
    private static final Map<String, Long> ONE = Map.of("PLACED", 1L);

    private static Verdict judged(HistoryBuilder story) {
        return story.promises(Foodcourt.WITH_BOARDS).verdict("subscription");
    }

    private static HistoryBuilder seenTimes(int times) {
        HistoryBuilder story = history().subscribes("ws-1", "order:o-1").commits("order:o-1", "PLACED", "PAID");
        story.sees("ws-1", "order:o-1", 1, "PLACED");
        for (int n = 0; n < times; n++) {
            story.sees("ws-1", "order:o-1", 2, "PAID");
        }
        return story;
    }

    @Test
    void a_frame_may_come_again_once_and_not_twice() {
        assertThatVerdict(judged(seenTimes(2).drained())).isValid();
        assertThatVerdict(judged(seenTimes(3)))
                .isInvalid("a subscriber saw order o-1 at version 2 (PAID) 3 times")
                .isProvenBy("UpdateReceived", "UpdateReceived", "UpdateReceived");
        assertThatVerdict(judged(seenTimes(9))).isInvalid("a subscriber saw order o-1 at version 2 (PAID) 3 times");
    }

    @Test
    void a_board_may_come_again_once_and_not_twice() {
        HistoryBuilder twice = history()
                .subscribes("ws-1", "board:r-1")
                .commits("order:o-1", "PLACED")
                .seesBoard("ws-1", 0, Map.of())
                .seesBoard("ws-1", 1, ONE)
                .seesBoard("ws-1", 1, ONE);

        assertThatVerdict(judged(twice.drained())).isValid();
        assertThatVerdict(judged(twice.after(-7_000).seesBoard("ws-1", 1, ONE)))
                .isInvalid("a subscriber saw the board of r-1 at revision 1 3 times")
                .isProvenBy("ViewReceived", "ViewReceived", "ViewReceived");
    }

    @Test
    void a_subscription_begins_with_what_was_committed_before() {
        // asked for after the second version's event was handed over: more than the clocks can be apart
        HistoryBuilder old = history()
                .commits("order:o-1", "PLACED", "PAID")
                .claims(delivery("order:o-1", 2, "NotifyCustomer"), 1)
                .subscribes("ws-1", "order:o-1")
                .sees("ws-1", "order:o-1", 1, "PLACED")
                .sees("ws-1", "order:o-1", 2, "PAID");
        HistoryBuilder waitsForTheDisk = history()
                .commits("order:o-1", "PLACED", "PAID")
                .after(400)
                .subscribes("ws-1", "order:o-1")
                .sees("ws-1", "order:o-1", 1, "PLACED")
                .claims(delivery("order:o-1", 2, "NotifyCustomer"), 1)
                .sees("ws-1", "order:o-1", 2, "PAID");
        HistoryBuilder disturbed = history()
                .commits("order:o-1", "PLACED", "PAID")
                .claims(delivery("order:o-1", 2, "NotifyCustomer"), 1)
                .add(new NodePaused(3_000_000, "n-1"))
                .subscribes("ws-1", "order:o-1")
                .sees("ws-1", "order:o-1", 1, "PLACED")
                .sees("ws-1", "order:o-1", 2, "PAID");
        HistoryBuilder present = history()
                .commits("order:o-1", "PLACED", "PAID")
                .subscribes("ws-1", "order:o-1")
                .commits("order:o-1", "APPROVED")
                .sees("ws-1", "order:o-1", 2, "PAID");

        assertThatVerdict(judged(old))
                .isInvalid(
                        "a subscription began with version 1 (PLACED) of order o-1, but version 2 (PAID) was committed 0.0 s before")
                .isProvenBy("Committed", "Subscribed", "UpdateReceived");
        assertThatVerdict(judged(waitsForTheDisk.drained())).isValid();
        assertThatVerdict(judged(disturbed.drained())).isValid();
        assertThatVerdict(judged(present.drained())).isValid();
    }

    @Test
    void what_is_not_declared_or_was_never_committed_has_no_sequence() {
        HistoryBuilder undeclared = seenTimes(9).promises(Foodcourt.with(new TreeMap<>(), new TreeMap<>()));
        HistoryBuilder unknown = history().subscribes("ws-1", "order:o-1").sees("ws-1", "order:o-1", 1, "PLACED");

        assertThatVerdict(undeclared.drained().verdict("subscription")).isValid();
        assertThatVerdict(judged(unknown)).isUnknown("cut short");
    }
}
