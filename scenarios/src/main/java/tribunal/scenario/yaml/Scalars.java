package tribunal.scenario.yaml;

import java.time.Duration;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;

/** The types of single values. */
public final class Scalars {
    private static final String PERCENTAGE = "(100(\\.0+)?|[0-9]{1,2}(\\.[0-9]+)?)%";

    public static final ValueType<Duration> TIME = text(YamlValue.TIME, "30s", YamlValue::duration);

    static final ValueType<List<Duration>> TIMES =
            text(YamlValue.TIME + "(\\s*\\.\\.\\s*" + YamlValue.TIME + ")?", "200ms..1s", YamlValue::durations);

    public static final ValueType<Double> RATIO = of(
            YamlValue::ratio,
            anyOf(matching(PERCENTAGE, "12%"), ValueType.schema("type", "number", "minimum", 0, "maximum", 1)));

    /** Orders per second: a number, or one with {@code /s}. */
    static final ValueType<Double> RATE = of(
            YamlValue::rate,
            anyOf(
                    matching(YamlValue.NUMBERS + "(/s)?", "20/s"),
                    ValueType.schema("type", "number", "exclusiveMinimum", 0)));

    /** An expected minimum: a count, or a percentage. */
    public static final ValueType<Double> MINIMUM =
            of(YamlValue::minimum, anyOf(matching(PERCENTAGE, "1%"), whole(1, YamlValue.LEAST_MAX)));

    /** Any text. */
    public static final ValueType<String> TEXT = of(YamlValue::text, ValueType.schema("type", "string"));

    /** A whole number of at most 18 digits. */
    public static final ValueType<Long> INTEGER = of(YamlValue::integer, ValueType.schema("type", "integer"));

    /** A number that is not negative. */
    public static final ValueType<Double> NUMBER =
            of(YamlValue::number, ValueType.schema("type", "number", "minimum", 0));

    public static final ValueType<Boolean> BOOLEAN = of(YamlValue::truth, ValueType.schema("type", "boolean"));

    private Scalars() {}

    private static <T> ValueType<T> of(Function<YamlValue, T> reader, SequencedMap<String, Object> schema) {
        return new ValueType<T>((node, problems) -> problems.attempt(() -> reader.apply(node.scalar())), schema);
    }

    /** Returns the type of texts that the pattern matches as a whole; {@code reader} refuses all others. */
    public static <T> ValueType<T> text(String pattern, String example, Function<YamlValue, T> reader) {
        return of(reader, matching(pattern, example));
    }

    public static ValueType<Integer> count(int min, int max) {
        return of(value -> value.count(min, max), whole(min, max));
    }

    /** Returns the type of a whole number, or of a range of two: {@code 1..3}. */
    static ValueType<List<Integer>> counts(int min, int max) {
        return of(
                value -> value.counts(min, max),
                anyOf(whole(min, max), matching("[0-9]+\\s*\\.\\.\\s*[0-9]+", "1..3")));
    }

    /** Returns the type of one of these texts, of which a YAML parser reads some as numbers or as true. */
    public static ValueType<String> oneOf(List<String> names) {
        List<Object> parsed = names.stream().map(Scalars::parsed).toList();
        return of(value -> value.oneOf(names), ValueType.schema("enum", parsed));
    }

    private static Object parsed(String name) {
        if (name.matches("[0-9]{1,9}")) {
            return Integer.valueOf(name);
        }
        return name.equals("true") ? true : name;
    }

    private static SequencedMap<String, Object> matching(String pattern, String example) {
        return ValueType.schema("type", "string", "pattern", "^(" + pattern + ")$", "examples", List.of(example));
    }

    private static SequencedMap<String, Object> whole(int min, int max) {
        return ValueType.schema("type", "integer", "minimum", min, "maximum", max);
    }

    private static SequencedMap<String, Object> anyOf(Object first, Object second) {
        return ValueType.schema("anyOf", List.of(first, second));
    }
}
