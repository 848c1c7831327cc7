package tribunal.scenario.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
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
