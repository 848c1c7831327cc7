package tribunal.history.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tribunal.history.ChannelEntry.ChangesRead;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.ClientEntry;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.ClientEntry.Subscribed;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.ClientEntry.ViewReceived;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.DatabaseEntry.EventRecorded;
import tribunal.history.DatabaseEntry.ViewRead;
import tribunal.history.Demands;
import tribunal.history.Demands.Budget;
import tribunal.history.Demands.Expectation;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry;
import tribunal.history.HarnessEntry.CanaryStarted;
import tribunal.history.HarnessEntry.RunStarted;
import tribunal.history.JudgeLimits;
import tribunal.history.ThirdPartyEntry.EffectApplied;
import tribunal.history.ThirdPartyEntry.EffectRequested;

class EntryCodecTest {
    @TempDir
    Path folder;

    @Test
    void an_entry_is_one_line_that_names_its_type_and_witness() {
        Entry entry = new UpdateReceived(7, "c-1", "s-1", "o-1", 2, "PAID", Map.of());

        assertThat(EntryCodec.write(entry))
                .contains("\"type\":\"UpdateReceived\"", "\"witness\":\"CLIENT\"", "\"at\":7")
                .doesNotContain("\n");
        assertThat(EntryCodec.read(EntryCodec.write(entry))).isEqualTo(entry);
    }

    static Stream<Arguments> linesOfVersion1() {
        TreeMap<String, Long> cells = new TreeMap<>(Map.of("PAID", 3L));
        return Stream.of(
                arguments(
                        """
                        {"type":"OperationSent","at":1,"operation":"p","send":1,"kind":"PLACE","order":"o","customer":"c","intended":2,"restaurant":"r","total":5}""",
                        new OperationSent(
                                1, "p", 1, "PLACE", "order:o", "c", 2, Map.of("restaurant", "r", "total", "5"), null)),
                arguments("""
                        {"type":"OperationSent","at":1,"operation":"p","send":1,"kind":"READ","order":"o","customer":"c","intended":2,"restaurant":null,"total":null,"content":null}""", new OperationSent(1, "p", 1, "READ", "order:o", "c", 2)),
                arguments(
                        """
                        {"type":"OperationAnswered","at":1,"operation":"p","send":1,"outcome":"ACKNOWLEDGED","version":1,"status":"PLACED","total":5}""",
                        new OperationAnswered(
                                1, "p", 1, ClientEntry.Outcome.ACKNOWLEDGED, 1, "PLACED", null, Map.of("total", "5"))),
                arguments("""
                        {"type":"Subscribed","at":1,"connection":"c","subscription":"s","entity":"order:o"}""", new Subscribed(1, "c", "s", "order:o")),
                arguments("""
                        {"type":"UpdateReceived","at":1,"connection":"c","subscription":"s","order":"o","version":2,"status":"PAID"}""", new UpdateReceived(1, "c", "s", "order:o", 2, "PAID", Map.of())),
                arguments("""
                        {"type":"BoardUpdateReceived","at":1,"connection":"c","subscription":"s","restaurant":"r","revision":4,"counts":{"PAID":3}}""", new ViewReceived(1, "c", "s", "board", "r", 4, cells)),
                arguments("""
                        {"type":"BoardRead","at":1,"restaurant":"r","revision":4,"counts":{"PAID":3}}""", new ViewRead(1, "board", "r", 4, cells)),
                arguments(
                        """
                        {"type":"Committed","at":1,"txn":"7","order":"o","version":1,"from":null,"status":"PLACED","restaurant":"r","customer":"c","total":5}""",
                        new Committed(
                                1,
                                "7",
                                "order:o",
                                1,
                                null,
                                "PLACED",
                                Map.of("restaurant", "r", "customer", "c", "total", "5"))),
                arguments("""
                        {"type":"EventRecorded","at":1,"txn":"7","event":"e","eventType":"OrderPlaced","ordinal":1,"order":"o","version":1}""", new EventRecorded(1, "7", "e", "OrderPlaced", 1, "order:o", 1)),
                arguments("""
                        {"type":"HandedOver","at":1,"event":"e","function":"f","attempt":1,"token":2,"node":"n","order":"o","eventType":"OrderPlaced","ordinal":1,"due":3}""", new HandedOver(1, "e", "f", 1, 2, "n", "order:o", "OrderPlaced", 1, 3)),
                arguments("""
                        {"type":"ChangesRead","at":1,"node":"n","entity":"order:o"}""", new ChangesRead(1, "n", "order:o")),
                arguments("""
                        {"type":"EffectRequested","at":1,"request":9,"key":"k","kind":"charge","order":"o","delivery":"d","amount":5}""", new EffectRequested(1, 9, "k", "charge", "order:o", "d", 5, null)),
                arguments("""
                        {"type":"EffectApplied","at":1,"request":9,"first":true,"amount":5,"courier":"c"}""", new EffectApplied(1, 9, true, 5, "c")),
                arguments("""
                        {"type":"CanaryPlaced","at":1,"order":"o"}""", new CanaryStarted(1, "order:o")));
    }

    private static PartitionKeyReader.Key key(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return new PartitionKeyReader().read(bytes, 0, bytes.length, _ -> true);
    }

    @ParameterizedTest
    @MethodSource("linesOfVersion1")
    void a_line_of_version_1_is_read(String line, Entry entry) throws IOException {
        assertThat(EntryCodec.read(line)).isEqualTo(entry);
        Path file = folder.resolve("old.jsonl");
        Files.writeString(file, line + "\n");
        List<Entry> read = new ArrayList<>();
        new EntryReader().read(file, read::add);
        assertThat(read).containsExactly(entry);
        assertThat(key(line)).isEqualTo(key(EntryCodec.write(entry)));
        assertThat(EntryCodec.write(entry))
                .doesNotContain("\"order\"", "\"restaurant\":\"r\",\"revision", "CanaryPlaced", "Board");
        assertThat(VersionOne.mayBe(line)).isTrue();
    }

    @Test
    void nested_records_and_durations_survive() {
        Demands demands = new Demands(
                List.of("atomicity"),
                List.of(new Expectation("duplicate", 0.01, true)),
                List.of(new Budget("fan-out", Demands.Level.FAIL, "p(99) < 1s", 99, 1_000_000_000)));
        Entry entry = new RunStarted(
                0, "steady", 42, "load", 900, Map.of("courier", 200), JudgeLimits.DEFAULT, demands, List.of());

        assertThat(EntryCodec.read(EntryCodec.write(entry))).isEqualTo(entry);
    }

    @Test
    void an_older_sample_that_lacks_memory_and_disk_is_read() {
        String older = """
                {"type":"ResourcesSampled","at":5,"cpu":{"node-1":7},"busy":0.5,"processors":2,"sessions":{},"backlog":3}""";

        assertThat(EntryCodec.read(older))
                .isEqualTo(new HarnessEntry.ResourcesSampled(
                        5, new TreeMap<>(Map.of("node-1", 7L)), 0.5, 2, new TreeMap<>(), 3, new TreeMap<>(), 0));
    }

    @Test
    void an_older_history_that_lacks_a_list_is_read() {
        Entry entry = new RunStarted(
                0,
                "steady",
                42,
                "load",
                1,
                Map.of(),
                JudgeLimits.DEFAULT,
                new Demands(List.of(), List.of(), List.of()),
                List.of());
        String older = EntryCodec.write(entry).replace(",\"poisoned\":[]", "");

        assertThat(older).doesNotContain("poisoned");
        assertThat(EntryCodec.read(older)).isEqualTo(entry);
    }

    @Test
    void a_torn_last_line_is_left_out_and_a_bad_line_is_named() throws IOException {
        Path file = folder.resolve("client.jsonl");
        try (Journal journal = Journal.open(file)) {
            journal.append(new UpdateReceived(9, "c-1", "s-1", "o-1", 2, "PAID", Map.of()));
            journal.append(List.of(new UpdateReceived(8, "c-1", "s-1", "o-1", 1, "PLACED", Map.of())));
        }
        Files.writeString(file, Files.readString(file) + "{\"type\":\"Upd");
        assertThat(HistoryFolder.read(folder).entries()).extracting(Entry::at).containsExactly(8L, 9L);

        Files.writeString(file, Files.readString(file) + "\n");
        assertThatThrownBy(() -> HistoryFolder.read(folder)).hasMessageContaining("client.jsonl:3: ");
    }
}
