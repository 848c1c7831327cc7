package tribunal.verify.guarantee.amplification;

import static org.assertj.core.api.Assertions.assertThat;
import static tribunal.verify.HistoryBuilder.MS;
import static tribunal.verify.HistoryBuilder.history;
import static tribunal.verify.VerdictAssert.assertThatVerdict;

import org.junit.jupiter.api.Test;
import tribunal.history.ChannelEntry.ChangesRead;
import tribunal.history.HarnessEntry.ClientOutageEnded;
import tribunal.history.HarnessEntry.ClientOutageStarted;
import tribunal.history.HarnessEntry.NodeKilled;
import tribunal.history.HarnessEntry.NodeStarted;
import tribunal.verify.HistoryBuilder;
import tribunal.verify.verdict.Verdict;

class SubscriberLeakCheckTest {
    private static final String MINE = "customer:c-1";

    /** Asked for at 1 ms, given up at 1,000 ms. */
    private static HistoryBuilder left() {
        return history().subscribes("ws-1", MINE).at(999).unsubscribes("ws-1");
    }

    private static HistoryBuilder reads(HistoryBuilder story, long ms) {
        return story.at(ms).add(new ChangesRead(ms * MS, "n-1", MINE));
    }

    private static Verdict said(HistoryBuilder story) {
        return story.drained().verdict("amplification");
    }

    @Test
    void a_node_that_reads_for_somebody_long_gone_has_forgotten_to_forget() {
        assertThatVerdict(said(reads(left(), 11_001)))
                .isInvalid(
                        "n-1 still reads changes of customer:c-1 for subscribers, of whom the last had left 10.0 s before")
                .isProvenBy("Subscribed", "ChangesRead");
    }

    @Test
    void it_has_ten_seconds_to_notice() {
        assertThat(said(reads(left(), 11_000)).total()).isZero();
    }

    @Test
    void each_entity_of_a_node_is_reported_once() {
        assertThat(said(reads(reads(left(), 12_000), 17_000)).total()).isEqualTo(1);
    }

    @Test
    void subscribers_who_are_still_there_are_read_for() {
        assertThat(said(reads(left().at(5_000).subscribes("ws-2", MINE), 20_000))
                        .total())
                .isZero();
    }

    @Test
    void the_last_one_to_leave_counts() {
        HistoryBuilder story =
                left().at(4_999).subscribes("ws-2", MINE).at(6_999).unsubscribes("ws-2");
        assertThat(said(reads(story, 16_000)).total()).isZero();
    }

    @Test
    void who_comes_later_was_not_there() {
        assertThat(said(reads(left(), 12_000)
                                .at(13_000)
                                .subscribes("ws-2", MINE)
                                .at(14_000)
                                .unsubscribes("ws-2"))
                        .total())
                .isEqualTo(1);
    }

    @Test
    void what_nobody_ever_watched_is_read_for_nobody() {
        assertThatVerdict(said(reads(history(), 10_001)))
                .isInvalid(
                        "n-1 still reads changes of customer:c-1 for subscribers, of whom the last had left before the run began");
    }

    @Test
    void a_node_that_was_out_of_service_has_ten_seconds_from_its_return() {
        HistoryBuilder story = left().add(new NodeKilled(2_000 * MS, "n-1")).add(new NodeStarted(8_000 * MS, "n-1"));
        assertThat(said(reads(story, 18_000)).total()).isZero();
        assertThat(said(reads(
                                left().add(new NodeKilled(2_000 * MS, "n-1")).add(new NodeStarted(8_000 * MS, "n-1")),
                                18_001))
                        .total())
                .isEqualTo(1);
    }

    /** The connection of {@code ws} is silent from 500 ms on; the node notices that it has gone as late as 8,000 ms. */
    private static HistoryBuilder silent(String client, long until) {
        return left().add(new ClientOutageStarted(500 * MS, "silent-updates", client))
                .add(new ClientOutageEnded(until * MS, "silent-updates", client));
    }

    @Test
    void a_node_cannot_notice_who_left_over_a_connection_that_carries_nothing() {
        assertThat(said(reads(silent("ws", 8_000), 18_000)).total()).isZero();
        assertThat(said(reads(silent("ws", 8_000), 18_001)).total()).isEqualTo(1);
        assertThat(said(reads(silent("ann", 8_000), 18_000)).total()).isEqualTo(1);
        assertThat(said(reads(silent("ws", 90_000), 18_001)).total()).isZero();
    }

    @Test
    void an_outage_of_a_client_after_the_read_excuses_nothing() {
        assertThat(said(reads(left().add(new ClientOutageStarted(12_001 * MS, "silent-updates", "ws")), 12_000))
                        .total())
                .isEqualTo(1);
    }
}
