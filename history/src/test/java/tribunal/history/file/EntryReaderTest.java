package tribunal.history.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry.RunStarted;

/** The fast reader's entries equal those that {@link EntryCodec#read} makes of the same lines. */
class EntryReaderTest {
    private static final Entry UPDATE = new UpdateReceived(7, "c-1", "s-1", "o-1", 2, "PAID", Map.of());

    @TempDir
    Path folder;

    private List<Entry> read(String text) throws IOException {
        Path file = folder.resolve("client.jsonl");
        Files.writeString(file, text);
        List<Entry> entries = new ArrayList<>();
        new EntryReader().read(file, entries::add);
        return entries;
    }

    static List<Class<?>> kinds() {
        return EntryCodec.kinds().filter(kind -> kind != RunStarted.class).toList();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void every_kind_is_read_as_it_was_written(Class<?> kind) throws Exception {
        for (int variant = 0; variant < 3; variant++) {
            String line = EntryCodec.write(example(kind, variant));

            assertThat(read(line + "\n" + line + "\n")).containsExactly(EntryCodec.read(line), EntryCodec.read(line));
        }
    }

    private static Entry example(Class<?> kind, int variant) throws ReflectiveOperationException {
        RecordComponent[] components = kind.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        @Nullable
        Object[] values = Arrays.stream(types).map(type -> value(type, variant)).toArray();
        return (Entry) kind.getDeclaredConstructor(types).newInstance(values);
    }

    private static @Nullable Object value(Class<?> type, int variant) {
        return switch (type.getSimpleName()) {
            case "long" -> List.of(0L, -12L, Long.MAX_VALUE).get(variant);
            case "Long" -> Arrays.asList(0L, -12L, null).get(variant);
            case "int" -> List.of(0, -12, Integer.MAX_VALUE).get(variant);
            case "double" -> 0.25;
            case "boolean" -> variant == 0;
            case "String" ->
                Arrays.asList("plain, {\"quoted\": \\ and\nbroken", "größer als 7 Zeichen →", null)
                        .get(variant);
            case "Map" ->
                List.of(Map.of("a", "1", "b", "größer, {\"2\"}"), Map.of(), Map.of("total", "2450", "of", "→"))
                        .get(variant);
            case "List" -> List.of();
            case "SortedMap" -> new TreeMap<>();
            default -> variant == 2 ? null : type.getEnumConstants()[variant];
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
                {"at":7,"type":"UpdateReceived","connection":"c-1","subscription":"s-1","entity":"o-1","version":2,"state":"PAID"}""", """
                { "type": "UpdateReceived", "at": 7, "connection": "c-1", "subscription": "s-1", "entity":"o-1", "version": 2, "state":"PAID" }""", """
                {"type":"UpdateReceived","at":7,"connection":"c-1","subscription":"s-1","entity":"o\\u002d1","version":2,"state":"PAID","witness":"CLIENT"}""", """
                {"type":"UpdateReceived","at":7,"connection":"c-1","subscription":"s-1","entity":"o-1","version":2,"state":"PAID","witness":"CLIENT"}\r"""})
    void what_another_tool_wrote_is_read_too(String line) throws IOException {
        assertThat(read(EntryCodec.write(UPDATE) + "\n" + line + "\n" + EntryCodec.write(UPDATE) + "\n"))
                .containsExactly(UPDATE, UPDATE, UPDATE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
                {"type":"UpdateReceived","at":7,"connection":"c-1","subscription":"s-1","entity":"o-1","version":99999999999,"state":"PAID","witness":"CLIENT"}""", """
                {"type":"UpdateReceived","at":007,"connection":"c-1","subscription":"s-1","entity":"o-1","version":2,"state":"PAID","witness":"CLIENT"}""", """
                {"type":"UpdateReceived","at":7,"connection":"c-1","subscription":"s-1","entity":"o-1","version":2,"state":"PAID","witness":"CLIENT"} 8""", """
                {"type":"Unheard","at":7,"witness":"CLIENT"}""", "", "null and void"})
    void what_is_no_entry_is_refused_with_its_line(String line) {
        assertThatThrownBy(() -> EntryCodec.read(line)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> read(EntryCodec.write(UPDATE) + "\n" + line + "\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("client.jsonl:2: ");
    }

    @Test
    void a_line_longer_than_a_chunk_and_lines_across_chunks_are_read_whole() throws IOException {
        Entry wide = new UpdateReceived(8, "c-1", "s-1", "o".repeat(300_000), 2, "PAID", Map.of());
        List<Entry> all = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            all.add(i == 1_000 ? wide : UPDATE);
        }
        StringBuilder lines = new StringBuilder();
        all.forEach(entry -> lines.append(EntryCodec.write(entry)).append('\n'));

        assertThat(read(lines + "{\"type\":\"Upd")).isEqualTo(all);
    }

    @Test
    void attributes_that_share_a_slot_of_the_reader_are_kept_apart() throws IOException {
        // The reader has 32,768 slots for recent attributes, so at least 7,232 of 40,000 share one with others.
        List<Entry> all = new ArrayList<>();
        for (int n = 0; n < 40_000; n++) {
            all.add(new UpdateReceived(n, "c-1", "s-1", "o-1", 2, "PAID", Map.of("total", Integer.toString(n))));
        }
        StringBuilder lines = new StringBuilder();
        all.forEach(entry -> lines.append(EntryCodec.write(entry)).append('\n'));

        assertThat(read(lines.toString())).isEqualTo(all);
    }

    @Test
    void an_id_met_again_is_the_same_string() throws IOException {
        List<Entry> read = read((EntryCodec.write(UPDATE) + "\n").repeat(2));

        assertThat(((UpdateReceived) read.getFirst()).entity()).isSameAs(((UpdateReceived) read.getLast()).entity());
    }
}
