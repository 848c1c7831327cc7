package tribunal.verify.guarantee.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static tribunal.verify.HistoryBuilder.MS;
import static tribunal.verify.HistoryBuilder.history;
import static tribunal.verify.VerdictAssert.assertThatVerdict;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tribunal.history.ClientEntry.EndedBy;
import tribunal.history.ClientEntry.Unsubscribed;
import tribunal.history.HarnessEntry.ClientOutageEnded;
import tribunal.history.HarnessEntry.ClientOutageStarted;
import tribunal.history.Phase;
import tribunal.verify.Foodcourt;
import tribunal.verify.HistoryBuilder;
import tribunal.verify.verdict.Verdict;

/** The connections of {@code ann} are {@code ann-1}, {@code ann-2} …; only hers is out of service, at most 1 s long. */
class ClientOutageTest {
    private static Verdict judged(HistoryBuilder story) {
        return story.drained().verdict("subscription");
    }

    private static HistoryBuilder outage(HistoryBuilder story, String client, long from, long to) {
        return story.add(new ClientOutageStarted(from * MS, "silent-updates", client))
                .add(new ClientOutageEnded(to * MS, "silent-updates", client));
    }

    /** Version 2 is committed at 4 ms, this connection is never shown it, and leaves at 2,005 ms. */
    private static HistoryBuilder silent(String connection) {
        return history()
                .subscribes(connection, "customer:c-1")
                .commits("order:o-1", "PLACED")
                .sees(connection, "order:o-1", 1, "PLACED")
                .commits("order:o-1", "PAID")
                .after(2_000)
                .unsubscribes(connection);
    }

    @Test
    void silence_is_excused_for_the_client_whose_connection_was_out_and_for_nobody_else() {
        String fell =
                "a subscriber of order o-1 held version 1 for 2.0 s after version 2 (PAID) was committed, and then"
                        + " left";

        assertThatVerdict(judged(outage(silent("ann-1"), "ann", 100, 1_000))).isValid();
        assertThatVerdict(judged(outage(silent("ann"), "ann", 100, 1_000))).isValid();
        assertThatVerdict(judged(outage(silent("bob-1"), "ann", 100, 1_000))).isInvalid(fell);
        assertThatVerdict(judged(outage(silent("ann-1-x"), "ann", 100, 1_000))).isInvalid(fell);
        assertThatVerdict(judged(silent("ann-1"))).isInvalid(fell);
    }

    private static HistoryBuilder endedByApp(String connection, long at) {
        return history().subscribes(connection, "customer:c-1").at(at - 1).ends(connection);
    }

    @Test
    void an_end_by_the_app_is_excused_for_the_client_whose_connection_was_out_and_for_nobody_else() {
        String ended = "the app ended a subscription of customer:c-1 after 0.5 s, although nothing was out of service";

        assertThat(judged(outage(endedByApp("ann-1", 500), "ann", 499, 1_000)).total())
                .isZero();
        assertThatVerdict(judged(outage(endedByApp("bob-1", 500), "ann", 499, 1_000)))
                .isInvalid(ended);
    }

    @Test
    void an_end_long_after_the_outage_is_not_excused() {
        // the longest silence is 6 s
        assertThat(judged(outage(endedByApp("ann-1", 7_000), "ann", 499, 1_000)).total())
                .isZero();
        assertThat(judged(outage(endedByApp("ann-1", 7_001), "ann", 499, 1_000)).total())
                .isOne();
    }

    @Test
    void an_outage_ends_for_a_client_that_ends_its_subscription_itself() {
        // ann notices at 1 s and comes back; her outage would last until 5 s
        HistoryBuilder story = outage(history().subscribes("ann-1", "customer:c-1"), "ann", 100, 5_000);
        story.add(new Unsubscribed(1_000 * MS, "ann-1", "s", EndedBy.CLIENT)).at(1_100);
        story.subscribes("ann-2", "customer:c-1");

        assertThat(judged(story.at(6_999).ends("ann-2")).total()).isZero();
        assertThat(judged(endedLater()).total()).isOne();
    }

    /** As before, but the app ends the new subscription 1 ms later: 6.001 s after ann came back. */
    private static HistoryBuilder endedLater() {
        HistoryBuilder story = outage(history().subscribes("ann-1", "customer:c-1"), "ann", 100, 5_000);
        story.add(new Unsubscribed(50 * MS, "ann-0", "s", EndedBy.CLIENT));
        story.add(new Unsubscribed(1_000 * MS, "ann-1", "s", EndedBy.CLIENT)).at(1_100);
        return story.subscribes("ann-2", "customer:c-1").at(7_000).ends("ann-2");
    }

    @Test
    void what_a_client_ended_before_its_outage_or_the_app_in_it_ends_no_outage() {
        HistoryBuilder story = outage(history().subscribes("ann-1", "customer:c-1"), "ann", 100, 5_000);
        story.add(new Unsubscribed(99 * MS, "ann-1", "s", EndedBy.CLIENT)).at(150);
        story.subscribes("ann-2", "customer:c-1").at(200).ends("ann-2");
        story.subscribes("ann-3", "customer:c-1").at(10_999).ends("ann-3");

        assertThat(judged(story).total()).isZero();
    }

    private static HistoryBuilder pinged(String connection) {
        return history()
                .subscribes(connection, "customer:c-1")
                .commits("order:o-1", "PLACED")
                .sees(connection, "order:o-1", 1, "PLACED")
                .phase(Phase.HEAL)
                .pings(connection);
    }

    @Test
    void a_ping_without_an_answer_is_excused_for_the_client_whose_connection_was_out_and_for_nobody_else() {
        assertThat(judged(outage(pinged("ann-1"), "ann", 0, 10)).total()).isZero();
        assertThatVerdict(judged(outage(pinged("bob-1"), "ann", 0, 10)))
                .isInvalid(
                        "connection bob-1 did not answer its ping after heal, with a subscription of customer:c-1 open");
    }

    /** Asked for at 1 ms and committed at 2 ms; the bound is 50 ms, and the settling time after an outage 5 s. */
    private static HistoryBuilder late(String connection, long committed) {
        HistoryBuilder story = history().exact().subscribes(connection, "order:o-1");
        story.at(committed - 1).commits("order:o-1", "PLACED");
        return story.at(committed + 899).sees(connection, "order:o-1", 1, "PLACED");
    }

    @Test
    void a_late_frame_is_excused_for_the_client_whose_connection_was_out_and_for_nobody_else() {
        String late = "version 1 (PLACED) of order o-1 was not shown within 50.0 ms to a live subscriber of order:o-1,"
                + " though nothing was wrong";

        assertThat(judged(outage(late("ann-1", 500), "ann", 10, 400)).total()).isZero();
        assertThatVerdict(judged(outage(late("bob-1", 500), "ann", 10, 400))).isInvalid(late);
        assertThatVerdict(judged(outage(late("ann-1", 5_401), "ann", 10, 400))).isInvalid(late);
    }

    /** Both see the first order; then only one of them is shown the second, and the other leaves 2 s later. */
    private static HistoryBuilder silentBoard(String connection) {
        return history()
                .promises(Foodcourt.WITH_BOARDS)
                .subscribes("bob-1", "board:r-1")
                .subscribes(connection, "board:r-1")
                .commits("order:o-1", "PLACED")
                .seesBoard("bob-1", 1, Map.of("PLACED", 1L))
                .seesBoard(connection, 1, Map.of("PLACED", 1L))
                .commits("order:o-2", "PLACED")
                .seesBoard("bob-1", 2, Map.of("PLACED", 2L))
                .after(2_000)
                .unsubscribes(connection);
    }

    @Test
    void an_old_board_is_excused_for_the_client_whose_connection_was_out_and_for_nobody_else() {
        assertThat(judged(outage(silentBoard("ann-1"), "ann", 10, 400)).total()).isZero();
        assertThat(judged(outage(silentBoard("eve-1"), "ann", 10, 400)).total()).isOne();
    }
}
