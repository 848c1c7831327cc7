package tribunal.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compares a whole file with the shape that it must have and collects every problem, so that one does not hide another.
 * What only the reader knows, such as shares that must make 100% together, it leaves to the reader.
 */
final class ShapeCheck {
    private final List<BadInput> unknown = new ArrayList<>();
    private final List<BadInput> missing = new ArrayList<>();
    private final List<BadInput> values = new ArrayList<>();

    /** Unknown keys, then missing keys, then values. */
    List<BadInput> of(Section root) {
        check(root);
        return Stream.of(unknown, missing, values).flatMap(List::stream).toList();
    }

    private void check(Section section) {
        Set<String> known = section.shape().names();
        unknown.addAll(section.repeated());
        section.keys().stream()
                .filter(key -> !known.contains(key))
                .map(section::unknown)
                .forEach(unknown::add);
        for (Shape.KeyShape key : section.shape().keys()) {
            if (!section.keys().contains(key.name())) {
                if (key.required()) {
                    missing.add(section.missing(key.name()));
                }
            } else {
                attempt(() -> value(section, key.name(), key.shape()));
            }
        }
    }

    private void attempt(Runnable part) {
        try {
            part.run();
        } catch (BadInput e) {
            values.add(e);
        }
    }

    private void value(Section section, String key, Shape shape) {
        switch (shape) {
            case Shape.Mapping _ -> check(section.section(key));
            case Shape.OneOf _ -> choice(section.section(key));
            case Shape.Items(Shape.Mapping _) -> section.sections(key).forEach(this::check);
            case Shape.Items(Shape.OneOf _) -> section.sections(key).forEach(this::choice);
            case Shape.Items(Shape of) -> section.list(key).forEach(value -> attempt(() -> single(value, of)));
            case Shape.OneOrMore(Shape of) -> section.oneOrMore(key).forEach(value -> attempt(() -> single(value, of)));
            default -> single(section.required(key), shape);
        }
    }

    /** Which of the keys it may be is for the reader to say; if it is one of them, its value is checked. */
    private void choice(Section section) {
        unknown.addAll(section.repeated());
        for (Shape.KeyShape key : section.shape().keys()) {
            if (section.keys().contains(key.name())) {
                attempt(() -> value(section, key.name(), key.shape()));
            }
        }
    }

    private static void single(Value value, Shape shape) {
        switch (shape) {
            case Shape.Text text when text.equals(Keys.TIME) -> value.duration();
            case Shape.Text text when text.equals(Keys.TIMES) -> value.durations();
            case Shape.Choice(List<String> names) -> value.oneOf(names);
            case Shape.Count(int min, int max) -> value.count(min, max);
            case Shape.Counts(int min, int max) -> value.counts(min, max);
            case Shape.Least(int max) -> value.least(max);
            case Shape.Ratio _ -> value.ratio();
            case Shape.Rate _ -> value.rate();
            case Shape.Truth _ -> value.truth();
            default -> {}
        }
    }
}
