package tribunal.scenario.yaml;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import tribunal.scenario.input.Suggestion;
import tribunal.scenario.yaml.YamlNode.Entry;

/**
 * A mapping of exactly one key, which decides what its value is.
 *
 * @param what the word for the keys in messages: {@code fault}
 */
public record OneOf<T>(String what, List<SectionKey<T>> kinds) {
    public ValueType<T> type() {
        SequencedMap<String, Object> schema = Section.schema(kinds);
        schema.put("minProperties", 1);
        schema.put("maxProperties", 1);
        return new ValueType<>(
                (node, problems) -> problems.attempt(node::entries).flatMap(entries -> read(node, entries, problems)),
                schema);
    }

    private Optional<T> read(YamlNode node, List<Entry> entries, ProblemList problems) {
        Optional<Entry> first = entries.stream().findFirst();
        Optional<SectionKey<T>> kind = first.filter(only -> entries.size() == 1)
                .flatMap(only ->
                        kinds.stream().filter(k -> k.name().equals(only.key())).findFirst());
        if (kind.isEmpty()) {
            List<String> names = kinds.stream().map(SectionKey::name).sorted().toList();
            String hint =
                    first.map(entry -> Suggestion.hint(entry.key(), names)).orElse("");
            problems.addBadKey(first.map(Entry::where).orElseGet(node::where) + ": unknown: expected one " + what
                    + ", of " + String.join(", ", names) + hint);
        }
        return kind.flatMap(k -> k.type().read(first.orElseThrow().value(), problems));
    }
}
