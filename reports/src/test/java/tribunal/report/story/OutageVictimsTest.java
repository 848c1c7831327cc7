package tribunal.report.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tribunal.history.ChannelEntry.Answer;
import tribunal.history.ChannelEntry.Answered;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.DatabaseEntry.EventRecorded;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry;
import tribunal.history.HarnessEntry.ClientOutageEnded;
import tribunal.history.HarnessEntry.ClientOutageStarted;
import tribunal.history.HarnessEntry.NodeKilled;
import tribunal.history.HarnessEntry.TransactionDisturbed;
import tribunal.history.History;

/** Order o-1 of ann is asked for from 10 to 20 ns, and an attempt of it is under way on node-1 from 30 to 40 ns. */
class OutageVictimsTest {
    private static final List<Entry> OWN = List.of(
            new OperationSent(10, "place/1", 1, "PLACE", "order:o-1", "ann", 10),
            new OperationAnswered(20, "place/1", 1, Outcome.INDETERMINATE, 0, null, "reset", Map.of()),
            new EventRecorded(25, "t-1", "e-1", "OrderPlaced", 1, "order:o-1", 1),
            new HandedOver(30, "e-1", "ChargePayment", 1, 1, "node-1", "order:o-1", "OrderPlaced", 1, 30),
            new Answered(40, "e-1", "ChargePayment", 1, Answer.FAILED, "reset", null, false),
            new HandedOver(60, "e-1", "ChargePayment", 2, 2, "node-2", "order:o-1", "OrderPlaced", 1, 60),
            new UpdateReceived(70, "bob-2", "s", "order:o-1", 1, "PLACED", Map.of()));

    private static List<String> shown(HarnessEntry... outages) {
        History history =
                new History(Stream.concat(OWN.stream(), Stream.of(outages)).toList());
        return StoryBuilder.ofEntities(history, Set.of("order:o-1")).of("order:o-1", true).stream()
                .filter(e -> e.entry() instanceof HarnessEntry)
                .map(e -> e.actor() + ": " + e.text().orElseThrow())
                .toList();
    }

    private static TransactionDisturbed disturbed(long at, String node) {
        return new TransactionDisturbed(at, "unknown-commit", node, 3, 7, true);
    }

    @Test
    void a_disturbed_transaction_is_shown_if_a_request_of_the_order_was_open() {
        assertThat(shown(disturbed(15, "node-2"))).containsExactly("faults: unknown-commit on node-2, executed");
        assertThat(shown(disturbed(9, "node-1"), disturbed(21, "node-1"))).isEmpty();
    }

    @Test
    void a_disturbed_transaction_is_shown_if_an_attempt_of_the_order_was_under_way_on_its_node() {
        assertThat(shown(disturbed(30, "node-1"), disturbed(40, "node-1"))).hasSize(2);
        assertThat(shown(disturbed(35, "node-2"), disturbed(41, "node-1"), disturbed(65, "node-3")))
                .isEmpty();
        // the second attempt has no end
        assertThat(shown(new TransactionDisturbed(99, "conflict", "node-2", 1, 1, false)))
                .containsExactly("faults: conflict on node-2, not executed");
    }

    @Test
    void the_outage_of_a_client_is_shown_if_it_asked_for_the_order_or_watched_it() {
        assertThat(shown(
                        new ClientOutageStarted(1, "cut-updates", "ann"),
                        new ClientOutageEnded(2, "cut-updates", "ann"),
                        new ClientOutageStarted(3, "slow-updates", "bob"),
                        new ClientOutageStarted(4, "slow-updates", "eve"),
                        new ClientOutageEnded(5, "slow-updates", "eve")))
                .containsExactly(
                        "faults: cut-updates of ann BEGINS",
                        "faults: cut-updates of ann ENDS",
                        "faults: slow-updates of bob BEGINS");
    }

    @Test
    void the_outage_of_a_node_is_shown_always() {
        assertThat(shown(new NodeKilled(100, "node-3"))).containsExactly("node-3: GONE");
    }
}
