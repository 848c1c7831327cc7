package tribunal.scenario.yaml;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/** The type of a value in a scenario file. The reader's checks and the JSON Schema both come from it. */
public sealed interface ValueSchema {
    /** A text that the pattern matches as a whole, with an example. */
    record Text(String pattern, String example) implements ValueSchema {}

    /** A length of time. */
    Text TIME = new Text(YamlValue.TIME, "30s");

    /** A length of time, or a range of two: {@code 200ms..1s}. */
    Text TIME_RANGE = new Text(YamlValue.TIME + "(\\s*\\.\\.\\s*" + YamlValue.TIME + ")?", "200ms..1s");

    /** One of some names. */
    record Choice(List<String> names) implements ValueSchema {
        public Choice(Collection<String> names) {
            this(List.copyOf(names));
        }
    }

    /** A whole number. */
    record Count(int min, int max) implements ValueSchema {}

    /** A whole number, or a range of two: {@code 1..3}. */
    record Counts(int min, int max) implements ValueSchema {}

    /** A ratio: 0 to 1, or 0% to 100%. */
    record Ratio() implements ValueSchema {}

    /** An expected minimum: a count, or a percentage. */
    record Least(int max) implements ValueSchema {}

    /** True or false. */
    record Truth() implements ValueSchema {}

    /** A single value, or a list of values. */
    record OneOrMore(ValueSchema of) implements ValueSchema {}

    /** Orders per second: a number, or one with {@code /s}. */
    record Rate() implements ValueSchema {}

    /** A list of values. */
    record Items(ValueSchema of) implements ValueSchema {}

    /** A mapping of keys to values. */
    record Mapping(List<KeyShape> keys) implements ValueSchema {
        public Mapping {
            keys = List.copyOf(keys);
        }

        public Mapping(KeyShape... keys) {
            this(List.of(keys));
        }

        SequencedSet<String> names() {
            SequencedSet<String> names = new LinkedHashSet<>();
            keys.forEach(key -> names.add(key.name()));
            return names;
        }

        Optional<ValueSchema> at(String name) {
            return keys.stream()
                    .filter(key -> key.name().equals(name))
                    .map(KeyShape::shape)
                    .findFirst();
        }
    }

    /** A mapping of exactly one of these keys. */
    record OneOf(Mapping keys) implements ValueSchema {}

    /** A key of a mapping. */
    record KeyShape(String name, boolean required, ValueSchema shape, String description) {
        public static KeyShape required(String name, ValueSchema shape, String description) {
            return new KeyShape(name, true, shape, description);
        }

        public static KeyShape optional(String name, ValueSchema shape, String description) {
            return new KeyShape(name, false, shape, description);
        }
    }
}
