package tribunal.scenario.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tribunal.fault.key.BadValueException;
import tribunal.scenario.input.Suggestion;
import tribunal.scenario.yaml.YamlNode.Entry;

/**
 * The keys of a mapping, and the value that they make together.
 *
 * @param build makes the value of all values by key, in the order of the file; throws {@link BadValueException} for a
 *     value that does not fit the others
 */
public record Section<T>(List<SectionKey<?>> keys, Function<Map<String, Object>, T> build) {
    public Section<T> with(List<SectionKey<?>> more) {
        return new Section<>(Stream.concat(keys.stream(), more.stream()).toList(), build);
    }

    public ValueType<T> type() {
        SequencedMap<String, Object> schema = schema(keys);
        List<String> required = keys.stream()
                .filter(SectionKey::isRequired)
                .map(SectionKey::name)
                .toList();
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return new ValueType<>(
                (node, problems) -> problems.attempt(node::entries).flatMap(entries -> read(node, entries, problems)),
                schema);
    }

    static SequencedMap<String, Object> schema(List<? extends SectionKey<?>> keys) {
        SequencedMap<String, Object> properties = new LinkedHashMap<>();
        for (SectionKey<?> key : keys) {
            SequencedMap<String, Object> property = new LinkedHashMap<>();
            if (!key.description().isEmpty()) {
                property.put("description", key.description());
            }
            property.putAll(key.type().schema());
            properties.put(key.name(), property);
        }
        return ValueType.schema("type", "object", "additionalProperties", false, "properties", properties);
    }

    private Optional<T> read(YamlNode node, List<Entry> entries, ProblemList problems) {
        int before = problems.size();
        SequencedMap<String, YamlNode> present = new LinkedHashMap<>();
        for (Entry entry : entries) {
            if (present.put(entry.key(), entry.value()) != null) {
                problems.addBadKey(entry.where() + ": occurs twice: expected each key once");
            }
        }
        checkKeys(node, entries, present, problems);
        Map<String, Object> values = values(present, problems);
        return problems.size() > before ? Optional.empty() : problems.attempt(() -> built(present, values));
    }

    /** Reports unknown and missing keys. A similar unknown key is very likely a missing one, misspelt. */
    private void checkKeys(YamlNode node, List<Entry> entries, Map<String, YamlNode> present, ProblemList problems) {
        List<String> names = keys.stream().map(SectionKey::name).toList();
        List<String> missing = new ArrayList<>();
        keys.stream()
                .filter(key -> key.isRequired() && !present.containsKey(key.name()))
                .forEach(key -> missing.add(key.name()));
        for (Entry entry : entries) {
            if (!names.contains(entry.key())) {
                Optional<String> meant = missing.stream()
                        .filter(name ->
                                !Suggestion.hint(entry.key(), List.of(name)).isEmpty())
                        .findFirst();
                meant.ifPresent(missing::remove);
                problems.addBadKey(entry.where() + ": unknown: expected "
                        + meant.map(name -> "the key " + name).orElse("one of " + String.join(", ", names))
                        + Suggestion.hint(entry.key(), meant.map(List::of).orElse(names)));
            }
        }
        missing.forEach(name -> problems.addMissingKey(node.where() + ": expected the key " + node.path(name)));
    }

    private Map<String, Object> values(SequencedMap<String, YamlNode> present, ProblemList problems) {
        Map<String, SectionKey<?>> byName =
                keys.stream().collect(Collectors.toMap(SectionKey::name, Function.identity()));
        SequencedMap<String, Object> values = new LinkedHashMap<>();
        present.forEach((name, node) -> Optional.ofNullable(byName.get(name))
                .flatMap(key -> key.type().read(node, problems))
                .ifPresent(value -> values.put(name, value)));
        keys.forEach(key -> key.defaultValue().ifPresent(value -> values.putIfAbsent(key.name(), value)));
        return values;
    }

    private T built(Map<String, YamlNode> present, Map<String, Object> values) {
        try {
            return build.apply(values);
        } catch (BadValueException e) {
            throw Objects.requireNonNull(present.get(e.key())).bad(e.expected());
        }
    }
}
