package tribunal.scenario.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tribunal.scenario.input.BadInputException;

/**
 * The type of a value in a file: how it is read, and how JSON Schema describes it.
 *
 * @param reader returns a value; empty if it is invalid, after adding every problem
 * @param schema in draft 7, which YAML language servers understand best
 */
public record ValueType<T>(BiFunction<YamlNode, ProblemList, Optional<T>> reader, SequencedMap<String, Object> schema) {
    Optional<T> read(YamlNode node, ProblemList problems) {
        return reader.apply(node, problems);
    }

    /** Reads a whole file; throws {@link BadInputException} with all problems: bad keys, missing keys, bad values. */
    public T read(String file, String yaml) {
        ProblemList problems = new ProblemList();
        Optional<T> value = read(YamlNode.parse(file, yaml), problems);
        problems.requireNone();
        return value.orElseThrow();
    }

    /** Returns the text of a file with a JSON Schema of draft 7. */
    public static String schemaText(String title, SequencedMap<String, Object> schema) {
        SequencedMap<String, Object> whole = new LinkedHashMap<>();
        whole.put("$schema", "http://json-schema.org/draft-07/schema#");
        whole.put("title", title);
        whole.putAll(schema);
        return JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(whole)
                        .replace("\r\n", "\n")
                + "\n";
    }

    /** Returns a type that reads the same texts and converts their values. */
    public <R> ValueType<R> map(Function<? super T, R> change) {
        return new ValueType<>((node, problems) -> read(node, problems).map(change), schema);
    }

    /** Returns the type of single values with the same JSON Schema; {@code reader} refuses invalid ones. */
    public <R> ValueType<R> readBy(Function<YamlValue, R> reader) {
        return new ValueType<>((node, problems) -> problems.attempt(() -> reader.apply(node.scalar())), schema);
    }

    /** Returns a type that refuses the values for which {@code expected} says what is expected instead. */
    public ValueType<T> refusing(Function<T, Optional<String>> expected) {
        return new ValueType<>(
                (node, problems) -> read(node, problems)
                        .flatMap(value -> problems.attempt(() -> {
                            expected.apply(value).ifPresent(text -> {
                                throw node.bad(text);
                            });
                            return value;
                        })),
                schema);
    }

    /** Returns the type of a single value or a list of values. */
    public ValueType<List<T>> oneOrMore() {
        ValueType<List<T>> list = list(0);
        return new ValueType<>(
                (node, problems) -> node.isScalar() ? read(node, problems).map(List::of) : list.read(node, problems),
                schema("anyOf", List.of(schema, list.schema)));
    }

    /** Returns the type of a list of at least this many values. */
    public ValueType<List<T>> list(int min) {
        SequencedMap<String, Object> list = schema("type", "array", "items", schema);
        if (min > 0) {
            list.put("minItems", min);
        }
        return new ValueType<>((node, problems) -> items(node, min, problems), list);
    }

    private Optional<List<T>> items(YamlNode node, int min, ProblemList problems) {
        return problems.attempt(() -> node.items(min)).flatMap(nodes -> {
            List<T> items = nodes.stream()
                    .flatMap(item -> read(item, problems).stream())
                    .toList();
            return items.size() < nodes.size() ? Optional.empty() : Optional.of(items);
        });
    }

    /** Returns the type of a mapping from names that the file chooses to such values. */
    public ValueType<SortedMap<String, T>> named() {
        return new ValueType<>(
                (node, problems) -> problems.attempt(node::entries).map(entries -> {
                    SortedMap<String, T> values = new TreeMap<>();
                    for (YamlNode.Entry entry : entries) {
                        read(entry.value(), problems).ifPresent(value -> {
                            if (values.put(entry.key(), value) != null) {
                                problems.addBadKey(entry.where() + ": occurs twice: expected each key once");
                            }
                        });
                    }
                    return values;
                }),
                schema("type", "object", "additionalProperties", schema));
    }

    /** Returns a JSON Schema of these keys and values. */
    static SequencedMap<String, Object> schema(Object... keysAndValues) {
        SequencedMap<String, Object> schema = new LinkedHashMap<>();
        for (int n = 0; n < keysAndValues.length; n += 2) {
            schema.put((String) keysAndValues[n], keysAndValues[n + 1]);
        }
        return schema;
    }
}
