package tribunal.report.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tribunal.history.AppModel;
import tribunal.history.ChannelEntry.AttemptEnded;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.ChannelEntry.FateMet;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.DatabaseEntry.EventRecorded;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry.FaultWindowClosed;
import tribunal.history.HarnessEntry.FaultWindowOpened;
import tribunal.history.HarnessEntry.NodeKilled;
import tribunal.history.HarnessEntry.NodeStarted;
import tribunal.history.History;
import tribunal.history.ThirdPartyEntry.EffectApplied;
import tribunal.history.ThirdPartyEntry.EffectRequested;
import tribunal.verify.verdict.Violation;

class StoryTableTest {
    private static final long MS = 1_000_000;

    /** Order 7f3a is placed; its ChargePayment crashes, its NotifyCustomer goes as usual; 9c01 is another order. */
    private static final History HISTORY = new History(List.of(
            new NodeStarted(1 * MS, "node-1"),
            sent(2, "order:7f3a"),
            committed(3, "order:7f3a"),
            recorded(3, "order:7f3a"),
            new OperationAnswered(4 * MS, "place/7f3a", 1, Outcome.ACKNOWLEDGED, 1, "PLACED", null, Map.of()),
            handedOver(5, "order:7f3a", "ChargePayment"),
            started(6, "order:7f3a", "ChargePayment"),
            new FateMet(7 * MS, "event-7f3a", "ChargePayment", 1, "crash"),
            new EffectRequested(8 * MS, 17, null, "charge", "order:7f3a", "event-7f3a/ChargePayment", 2450, null),
            new EffectApplied(9 * MS, 17, true, 2450, null),
            new AttemptEnded(10 * MS, "event-7f3a", "ChargePayment", 1, 0, Ending.CRASHED, "after-call-1"),
            new NodeKilled(11 * MS, "node-1"),
            new NodeStarted(12 * MS, "node-1"),
            handedOver(13, "order:7f3a", "NotifyCustomer"),
            started(14, "order:7f3a", "NotifyCustomer"),
            new AttemptEnded(15 * MS, "event-7f3a", "NotifyCustomer", 1, 0, Ending.DONE, null),
            sent(16, "9c01"),
            committed(17, "9c01"),
            recorded(17, "9c01"),
            handedOver(18, "9c01", "ChargePayment"),
            started(19, "9c01", "ChargePayment"),
            new FateMet(20 * MS, "event-9c01", "ChargePayment", 1, "drop"),
            new UpdateReceived(21 * MS, "c-1", "s-1", "order:7f3a", 1, "PLACED", Map.of())));

    private static OperationSent sent(long ms, String order) {
        return new OperationSent(ms * MS, "place/" + AppModel.keyOf(order), 1, "PLACE", order, "c-1", ms * MS);
    }

    private static Committed committed(long ms, String order) {
        return new Committed(
                ms * MS,
                "8",
                order,
                1,
                null,
                "PLACED",
                Map.of("restaurant", "r-1", "customer", "c-1", "total", "2450"));
    }

    private static EventRecorded recorded(long ms, String order) {
        return new EventRecorded(ms * MS, "8", "event-" + AppModel.keyOf(order), "OrderPlaced", 1, order, 1);
    }

    private static HandedOver handedOver(long ms, String order, String function) {
        return new HandedOver(
                ms * MS, "event-" + AppModel.keyOf(order), function, 1, 1, "node-1", order, "OrderPlaced", 1, 0);
    }

    private static AttemptStarted started(long ms, String order, String function) {
        return new AttemptStarted(ms * MS, "event-" + AppModel.keyOf(order), function, 1, 0);
    }

    @Test
    void an_order_s_story_has_a_column_for_each_actor_and_of_its_deliveries_the_harmed_ones() {
        assertThat(String.join("\n", StoryTable.lines(HISTORY, "order:7f3a", false)))
                .isEqualTo("""
                order 7f3a
                            │ client         │ store                      │ node-1                                │ third parties
                 0.002000 s │ asks for PLACE │                            │                                       │
                 0.003000 s │                │ PLACED v1, txn 8           │                                       │
                 0.003000 s │                │ OrderPlaced written, txn 8 │                                       │
                 0.004000 s │ gets PLACED v1 │                            │                                       │
                 0.006000 s │                │                            │ ChargePayment #1 begins               │
                 0.007000 s │                │                            │ ChargePayment #1 ⚡ crash              │
                 0.009000 s │                │                            │                                       │ charge applied 24.50, no key
                 0.010000 s │                │                            │ ChargePayment #1 CRASHED after-call-1 │
                 0.011000 s │                │                            │ GONE                                  │
                 0.012000 s │                │                            │ UP AGAIN                              │
                 0.021000 s │ sees PLACED v1 │                            │                                       │
                """.strip());
    }

    @Test
    void the_whole_story_has_every_delivery() {
        List<String> harmed = StoryTable.lines(HISTORY, "order:7f3a", false);

        assertThat(StoryTable.lines(HISTORY, "order:7f3a", true))
                .containsAll(harmed)
                .filteredOn(line -> !harmed.contains(line))
                .satisfiesExactly(
                        line -> assertThat(line).contains("0.014000 s", "NotifyCustomer #1 begins"),
                        line -> assertThat(line).contains("0.015000 s", "NotifyCustomer #1 done"));
    }

    @Test
    void a_violation_s_story_ends_soon_after_its_proof() {
        List<Entry> proof = List.of(committed(3, "order:7f3a"));
        List<String> lines = StoryTable.lines(HISTORY, new Violation("order 7f3a was paid late", "order:7f3a", proof));

        // six entries after the proof: event, answer, start, fate, charge, end
        assertThat(lines)
                .startsWith("order 7f3a was paid late")
                .last()
                .asString()
                .contains("CRASHED after-call-1");
    }

    @Test
    void a_violation_s_story_has_sixty_rows_and_says_how_many_are_left_out() {
        List<Entry> updates = LongStream.range(0, 75)
                .<Entry>mapToObj(n -> new UpdateReceived(n * MS, "c-1", "s-1", "order:7f3a", 1, "PLACED", Map.of()))
                .toList();

        // its sentence, the actors, 60 rows, and what is left out
        assertThat(StoryTable.lines(new History(updates), new Violation("seen too often", "order:7f3a", updates)))
                .hasSize(63)
                .last()
                .isEqualTo("… 15 more, in the run's history");
        assertThat(StoryTable.lines(new History(updates), "order:7f3a", false)).hasSize(77);
    }

    @Test
    void windows_of_faults_have_a_column_of_their_own() {
        History history = new History(List.of(
                committed(1, "order:7f3a"),
                new FaultWindowOpened(2 * MS, "slow-database"),
                new FaultWindowClosed(3 * MS, "slow-database"),
                new UpdateReceived(4 * MS, "c-1", "s-1", "order:7f3a", 1, "PLACED", Map.of())));

        assertThat(String.join("\n", StoryTable.lines(history, "order:7f3a", false)))
                .isEqualTo("""
                order 7f3a
                            │ client         │ store            │ faults
                 0.001000 s │                │ PLACED v1, txn 8 │
                 0.002000 s │                │                  │ slow-database BEGINS
                 0.003000 s │                │                  │ slow-database ENDS
                 0.004000 s │ sees PLACED v1 │                  │
                """.strip());
    }

    @Test
    void a_violation_of_no_single_order_is_its_sentence() {
        assertThat(StoryTable.lines(HISTORY, new Violation("a board is wrong", null, List.of())))
                .containsExactly("a board is wrong");
    }
}
