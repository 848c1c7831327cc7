package tribunal.scenario;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/** What may stand at a place of a scenario file: the one description that the reader holds to and the JSON Schema is made of. */
sealed interface Shape {
    /** A text that this pattern matches as a whole; {@code example} is one. */
    record Text(String pattern, String example) implements Shape {}

    /** One of these. */
    record Choice(List<String> names) implements Shape {
        Choice(Collection<String> names) {
            this(List.copyOf(names));
        }
    }

    /** A whole number. */
    record Count(int min, int max) implements Shape {}

    /** A whole number, or two with dots between them. */
    record Counts(int min, int max) implements Shape {}

    /** 0 to 1, or 0% to 100%. */
    record Ratio() implements Shape {}

    /** A count, or a percentage. */
    record Least(int max) implements Shape {}

    /** True or false. */
    record Truth() implements Shape {}

    /** One such, or a list of them. */
    record OneOrMore(Shape of) implements Shape {}

    /** Orders per second: a number, or one with {@code /s}. */
    record Rate() implements Shape {}

    /** A list of such. */
    record Items(Shape of) implements Shape {}

    /** Keys with values. */
    record Mapping(List<KeyShape> keys) implements Shape {
        public Mapping {
            keys = List.copyOf(keys);
        }

        Mapping(KeyShape... keys) {
            this(List.of(keys));
        }

        SequencedSet<String> names() {
            SequencedSet<String> names = new LinkedHashSet<>();
            keys.forEach(key -> names.add(key.name()));
            return names;
        }

        Optional<Shape> at(String name) {
            return keys.stream()
                    .filter(key -> key.name().equals(name))
                    .map(KeyShape::shape)
                    .findFirst();
        }
    }

    /** A mapping of exactly one of these keys. */
    record OneOf(Mapping keys) implements Shape {}

    /** A key of a mapping. */
    record KeyShape(String name, boolean required, Shape shape, String description) {
        static KeyShape required(String name, Shape shape, String description) {
            return new KeyShape(name, true, shape, description);
        }

        static KeyShape optional(String name, Shape shape, String description) {
            return new KeyShape(name, false, shape, description);
        }
    }
}
