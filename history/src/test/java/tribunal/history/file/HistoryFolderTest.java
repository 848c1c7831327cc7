package tribunal.history.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.ClientEntry.Subscribed;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.ClientEntry.ViewReceived;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.DatabaseEntry.EventRecorded;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry;
import tribunal.history.HarnessEntry.CanaryStarted;
import tribunal.history.HarnessEntry.Drained;
import tribunal.history.History;
import tribunal.history.ThirdPartyEntry.EffectApplied;
import tribunal.history.ThirdPartyEntry.EffectRequested;

class HistoryFolderTest {
    private static final int ORDERS = 40;

    @TempDir
    Path folder;

    private void write() throws IOException {
        write(ORDERS);
    }

    /**
     * Channel, client, database, third parties: the entry that links an event to its order is in a later file than the
     * entry that needs the link.
     */
    private void write(int orders) throws IOException {
        for (int n = 0; n < orders; n++) {
            String order = "order-" + n;
            String event = "event-" + n;
            String operation = "place/customer/" + n;
            append("channel", new HandedOver(n, event, "ChargePayment", 1, 7, "node-1", order, "OrderPlaced", 1, n));
            append("channel", new AttemptStarted(n, event, "ChargePayment", 1, 0));
            append("client", new OperationSent(n, operation, 1, "PLACE", order, "customer", n));
            append("client", new OperationAnswered(n, operation, 1, Outcome.ACKNOWLEDGED, 1, "PLACED", null, Map.of()));
            append("client", new UpdateReceived(n, "c-1", "s-1", order, 1, "PLACED", Map.of()));
            append(
                    "database",
                    new Committed(
                            n,
                            "txn",
                            order,
                            1,
                            null,
                            "PLACED",
                            Map.of("restaurant", "r-1", "customer", "customer", "total", "100")));
            append("database", new EventRecorded(n, "txn", event, "OrderPlaced", 1, order, 1));
            append("third-parties", new EffectRequested(n, n, null, "charge", order, null, 100, null));
            append("third-parties", new EffectApplied(n, n, true, 100, null));
        }
        append("client", new Subscribed(0, "c-1", "s-1", "customer:customer"));
        append("harness", new CanaryStarted(50, "order-17"));
        append("harness", new Drained(60));
    }

    private void append(String witness, Entry entry) throws IOException {
        append(witness, EntryCodec.write(entry) + "\n");
    }

    private void append(String witness, String line) throws IOException {
        Files.writeString(
                folder.resolve(witness + ".jsonl"), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** In about as many parts as orders. */
    private HistoryFolder open() throws IOException {
        return HistoryFolder.open(folder, 1_000);
    }

    private static List<History> parts(HistoryFolder history) {
        List<History> parts = new ArrayList<>();
        history.forEach(parts::add);
        return parts;
    }

    @Test
    void a_small_history_is_one_part() throws IOException {
        write();

        try (HistoryFolder history = HistoryFolder.open(folder)) {
            assertThat(history.runEntries()).isEqualTo(HistoryFolder.read(folder));
            assertThat(parts(history)).containsExactly(history.runEntries());
            assertThat(history.lastTime()).isEqualTo(60);
        }
    }

    @Test
    void every_entry_is_the_runs_or_in_one_part_and_each_part_in_the_order_of_the_whole() throws IOException {
        write();

        try (HistoryFolder history = open()) {
            everyEntryIsThereOnceAndInOrder(history);
            assertThat(parts(history)).hasSizeGreaterThan(10);
            assertThat(history.runEntries().entries())
                    .containsExactly(
                            new Subscribed(0, "c-1", "s-1", "customer:customer"),
                            new CanaryStarted(50, "order-17"),
                            new Drained(60));
            assertThat(history.lastTime()).isEqualTo(60);
        }
    }

    private void everyEntryIsThereOnceAndInOrder(HistoryFolder history) throws IOException {
        List<Entry> whole = HistoryFolder.read(folder).entries();
        List<Entry> all = new ArrayList<>(history.runEntries().entries());
        for (History part : history) {
            Set<Entry> its = new HashSet<>(part.entries());
            assertThat(part.entries())
                    .isEqualTo(whole.stream().filter(its::contains).toList());
            all.addAll(part.entries());
        }
        assertThat(all).hasSameSizeAs(whole);
        assertThat(new HashSet<>(all)).isEqualTo(new HashSet<>(whole));
    }

    @Test
    void all_that_concerns_an_order_is_in_one_part() throws IOException {
        write();

        try (HistoryFolder history = open()) {
            everyOrderIsInOnePart(history);
        }
    }

    private static void everyOrderIsInOnePart(HistoryFolder history) {
        for (History part : history) {
            long orders = part.all(Committed.class).count();
            assertThat(part.entries()).hasSize((int) (9 * orders));
            part.all(Committed.class).forEach(c -> {
                String number = c.entity().substring("order-".length());
                assertThat(part.all(AttemptStarted.class))
                        .anyMatch(a -> a.event().equals("event-" + number));
                assertThat(part.all(OperationAnswered.class))
                        .anyMatch(a -> a.operation().equals("place/customer/" + number));
                assertThat(part.all(EffectApplied.class)).anyMatch(a -> a.request() == Long.parseLong(number));
            });
        }
    }

    /** More links than their table has room for at first, and more bytes of a part than of a block. */
    @Test
    void of_a_thousand_orders_in_three_parts_nothing_is_lost_or_mixed_up() throws IOException {
        write(1_000);

        try (HistoryFolder history = HistoryFolder.open(folder, bytes() / 3 + 1)) {
            assertThat(parts(history)).hasSize(3);
            everyEntryIsThereOnceAndInOrder(history);
            everyOrderIsInOnePart(history);
        }
    }

    private long bytes() throws IOException {
        long bytes = 0;
        for (Path file : files()) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    /** The line is also longer than a chunk of the reader. */
    @Test
    void a_line_that_is_longer_than_a_block_is_read_with_what_follows_it() throws IOException {
        write();
        append(
                "client",
                new OperationAnswered(
                        61, "place/customer/3", 2, Outcome.REFUSED, 1, "PLACED", "because ".repeat(10_000), Map.of()));
        append("client", new UpdateReceived(62, "c-1", "s-1", "order-3", 2, "PAID", Map.of()));

        try (HistoryFolder history = open()) {
            everyEntryIsThereOnceAndInOrder(history);
        }
    }

    @Test
    void the_canary_is_in_the_first_part_and_the_parts_can_be_gone_through_again() throws IOException {
        write();

        try (HistoryFolder history = open()) {
            assertThat(history.iterator().next().all(Committed.class))
                    .anyMatch(c -> c.entity().equals("order-17"));
            assertThat(parts(history)).isEqualTo(parts(history));
        }
    }

    @Test
    void what_another_tool_wrote_belongs_to_its_order_too() throws IOException {
        write();
        append("database", """
                { "type": "EventRecorded", "at": 3, "txn": "t", "event": "event-x", "eventType": "OrderPaid", "ordinal": 1, "entity": "order\\u002d3", "version": 2 }
                """);
        append("channel", new AttemptStarted(3, "event-x", "RequestApproval", 1, 0));
        append("third-parties", """
                { "type": "EffectApplied", "at": 4, "request": 3, "first": false, "quantity": 100 }
                """);

        try (HistoryFolder history = open()) {
            History part = parts(history).stream()
                    .filter(p -> p.all(Committed.class).anyMatch(c -> c.entity().equals("order-3")))
                    .findFirst()
                    .orElseThrow();
            assertThat(part.all(AttemptStarted.class)).anyMatch(a -> a.event().equals("event-x"));
            assertThat(part.all(EffectApplied.class)).anyMatch(a -> !a.first());
        }
    }

    @Test
    void ids_that_need_escapes_lead_to_their_order_too() throws IOException {
        write();
        append("database", new EventRecorded(3, "t", "event \"x\"", "OrderPaid", 1, "order-3", 2));
        append("channel", new AttemptStarted(3, "event \"x\"", "RequestApproval", 1, 0));

        try (HistoryFolder history = open()) {
            assertThat(parts(history))
                    .filteredOn(part -> part.all(AttemptStarted.class)
                            .anyMatch(a -> a.event().equals("event \"x\"")))
                    .singleElement()
                    .satisfies(part -> assertThat(part.all(Committed.class))
                            .anyMatch(c -> c.entity().equals("order-3")));
        }
    }

    @Test
    void an_event_that_nobody_recorded_is_in_one_part_with_all_its_attempts() throws IOException {
        write();
        append("channel", new AttemptStarted(3, "event-x", "RequestApproval", 1, 0));
        append("channel", new AttemptStarted(99, "event-x", "NotifyCustomer", 1, 0));

        try (HistoryFolder history = open()) {
            assertThat(parts(history))
                    .filteredOn(part -> part.all(AttemptStarted.class)
                                    .filter(a -> a.event().equals("event-x"))
                                    .count()
                            == 2)
                    .hasSize(1);
            assertThat(history.lastTime()).isEqualTo(99);
        }
    }

    @Test
    void frames_of_one_board_are_in_one_part() throws IOException {
        write();
        append("client", new ViewReceived(3, "c-1", "s-1", "board", "r-1", 1, new TreeMap<>()));
        append("client", new ViewReceived(4, "c-2", "s-2", "board", "r-1", 2, new TreeMap<>()));

        try (HistoryFolder history = open()) {
            assertThat(parts(history))
                    .filteredOn(part -> part.all(ViewReceived.class).count() == 2)
                    .hasSize(1);
        }
    }

    @Test
    void a_torn_last_line_is_left_out() throws IOException {
        write();
        append("channel", "{\"type\":\"AttemptStarted\",\"at\":9,\"event\":\"event-1\",\"func");

        try (HistoryFolder history = open()) {
            assertThat(parts(history).stream().flatMap(part -> part.all(AttemptStarted.class)))
                    .hasSize(ORDERS);
        }
    }

    @Test
    void each_file_of_a_node_that_was_started_again_may_end_with_a_torn_line() throws IOException {
        write();
        append("channel", "{\"type\":\"AttemptStarted\",\"at\":9,\"event\":\"event-1\",\"func");
        append("channel-2", EntryCodec.write(new AttemptStarted(10, "event-1", "ChargePayment", 2, 0)) + "\n{\"ty");
        append("client", "{");

        try (HistoryFolder history = open()) {
            assertThat(parts(history).stream().flatMap(part -> part.all(AttemptStarted.class)))
                    .hasSize(ORDERS + 1);
        }
        assertThat(HistoryFolder.read(folder).all(AttemptStarted.class)).hasSize(ORDERS + 1);
    }

    @Test
    void a_line_that_is_no_entry_is_named_with_file_and_line() throws IOException {
        write();
        append("client", "{\"type\":\"Unheard\",\"at\":9}\n");

        assertThatThrownBy(this::open)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("client.jsonl:122: ");
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void so_is_one_that_only_ends_badly() throws IOException {
        write();
        append("channel", "{\"type\":\"AttemptStarted\",\"at\":9,\"event\":\"event-1\",\"function\":7}}\n");

        try (HistoryFolder history = open()) {
            assertThatThrownBy(() -> parts(history))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("channel.jsonl:81: ");
        }
    }

    @Test
    void nothing_is_left_in_the_folder() throws IOException {
        write();
        List<Path> before = files();

        try (HistoryFolder history = open()) {
            parts(history);
        }

        assertThat(files()).isEqualTo(before);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Test
    void the_first_component_of_every_entry_is_its_time() {
        assertThat(EntryCodec.kinds())
                .allSatisfy(kind ->
                        assertThat(kind.getRecordComponents()[0].getName()).isEqualTo("at"));
    }

    @Test
    void what_concerns_no_order_is_the_runs() {
        assertThat(EntryCodec.kinds()
                        .filter(kind -> !HarnessEntry.class.isAssignableFrom(kind))
                        .filter(kind -> PartitionKeyReader.KeyLayout.of(kind).isOfRun())
                        .map(Class::getSimpleName))
                .containsExactlyInAnyOrder(
                        "Subscribed", "Unsubscribed", "Pinged", "Ponged", "ViewRead", "ClockSampled", "ChangesRead");
    }
}
