package tribunal.scenario.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tribunal.history.file.EntryCodec;
import tribunal.scenario.input.BadInputException;
import tribunal.scenario.input.Suggestion;
import tribunal.scenario.yaml.JsonRecordTypes;
import tribunal.scenario.yaml.Scalars;
import tribunal.scenario.yaml.Section;
import tribunal.scenario.yaml.SectionKey;
import tribunal.scenario.yaml.ValueType;

/** The form of a history's lines, for tools that write them: a JSON Schema, and the problems of a line. */
public final class HistoryFormat {
    /** Longer lines are left to the slow check, since YAML limits the length of keys. */
    private static final int QUICK_LENGTH_MAX = 1_000;

    private static final ObjectReader JSON =
            EntryCodec.json().reader(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private static final Map<String, ValueType<?>> KINDS = EntryCodec.kinds()
            .collect(Collectors.toMap(Class::getSimpleName, HistoryFormat::type, (a, _) -> a, LinkedHashMap::new));

    private HistoryFormat() {}

    private static ValueType<?> type(Class<?> kind) {
        Section<?> section = JsonRecordTypes.section(
                kind,
                List.of(
                        SectionKey.required("type", Scalars.oneOf(List.of(kind.getSimpleName())), ""),
                        SectionKey.optional("witness", Scalars.TEXT, "")),
                true);
        return section.type();
    }

    /**
     * Whether a line certainly has no problems. It is quick; {@link #problems} is slow and decides about all other lines.
     */
    public static boolean isSurelyEntry(String line) {
        try {
            if (!isPlain(line)) {
                return false;
            }
            JsonNode entry = JSON.readTree(line);
            ValueType<?> type = KINDS.get(entry.path("type").asString(""));
            return type != null && SchemaMatch.matches(entry, type.schema());
        } catch (JacksonException e) {
            return false;
        }
    }

    /** Whether YAML reads what JSON reads: a short line without escapes and control characters. */
    private static boolean isPlain(String line) {
        return line.length() <= QUICK_LENGTH_MAX
                && line.codePoints().allMatch(c -> c >= ' ' && c != '\\' && StreamReader.isPrintable(c));
    }

    /**
     * Returns the problems of a line that is no entry, or has keys that its kind does not have; empty if it has none.
     *
     * @param place the file and line, for messages
     * @param kind the kind that the line names
     */
    public static List<String> problems(String place, String line, String kind) {
        ValueType<?> type = KINDS.get(kind);
        if (type == null) {
            return List.of(place + ": type: \"" + kind + "\": expected a kind of entry, of "
                    + String.join(", ", KINDS.keySet())
                    + Suggestion.hint(kind, KINDS.keySet()));
        }
        try {
            type.read(place, line);
            return List.of();
        } catch (BadInputException e) {
            // The line is read as a file of its own, so its number there is 1.
            return String.valueOf(e.getMessage())
                    .replace(place + ":1:", place + ":")
                    .lines()
                    .toList();
        }
    }

    /** Returns the text of the JSON Schema of one line. */
    public static String schema() {
        List<SequencedMap<String, Object>> kinds =
                KINDS.values().stream().map(ValueType::schema).toList();
        return ValueType.schemaText(
                "A line of a history for Tribunal: one entry", new LinkedHashMap<>(Map.of("oneOf", kinds)));
    }
}
