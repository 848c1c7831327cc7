package tribunal.history.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.Demands;
import tribunal.history.Demands.Budget;
import tribunal.history.Demands.Expectation;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry;
import tribunal.history.HarnessEntry.RunStarted;
import tribunal.history.JudgeLimits;

class EntryCodecTest {
    private static final JudgeLimits LIMITS = new JudgeLimits(
            12,
            Duration.ofSeconds(3),
            Duration.ofSeconds(6),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            Duration.ofMillis(75),
            Duration.ofSeconds(10),
            256,
            Duration.ofSeconds(2),
            null);

    @TempDir
    Path folder;

    @Test
    void an_entry_is_one_line_that_names_its_type_and_witness() {
        Entry entry = new UpdateReceived(7, "c-1", "s-1", "o-1", 2, "PAID", null);

        assertThat(EntryCodec.write(entry))
                .contains("\"type\":\"UpdateReceived\"", "\"witness\":\"CLIENT\"", "\"at\":7")
                .doesNotContain("\n");
        assertThat(EntryCodec.read(EntryCodec.write(entry))).isEqualTo(entry);
    }

    @Test
    void nested_records_and_durations_survive() {
        Demands demands = new Demands(
                List.of("atomicity"),
                List.of(new Expectation("duplicate", 0.01, true)),
                List.of(new Budget("fan-out", Demands.Level.FAIL, "p(99) < 1s", 99, 1_000_000_000)));
        Entry entry = new RunStarted(0, "steady", 42, "load", 900, 200, LIMITS, demands, List.of());

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
                0, "steady", 42, "load", 1, 1, LIMITS, new Demands(List.of(), List.of(), List.of()), List.of());
        String older = EntryCodec.write(entry).replace(",\"poisoned\":[]", "");

        assertThat(older).doesNotContain("poisoned");
        assertThat(EntryCodec.read(older)).isEqualTo(entry);
    }

    @Test
    void a_torn_last_line_is_left_out_and_a_bad_line_is_named() throws IOException {
        Path file = folder.resolve("client.jsonl");
        try (Journal journal = Journal.open(file)) {
            journal.append(new UpdateReceived(9, "c-1", "s-1", "o-1", 2, "PAID", null));
            journal.append(List.of(new UpdateReceived(8, "c-1", "s-1", "o-1", 1, "PLACED", null)));
        }
        Files.writeString(file, Files.readString(file) + "{\"type\":\"Upd");
        assertThat(HistoryFolder.read(folder).entries()).extracting(Entry::at).containsExactly(8L, 9L);

        Files.writeString(file, Files.readString(file) + "\n");
        assertThatThrownBy(() -> HistoryFolder.read(folder)).hasMessageContaining("client.jsonl:3: ");
    }
}
