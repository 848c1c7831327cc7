package tribunal.scenario.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compares a whole file with its schema and collects every problem, so that one does not hide another. It leaves to the
 * reader what only the reader knows, such as shares that must make 100% together.
 */
final class ValueSchemaCheck {
    private final List<BadInputException> unknown = new ArrayList<>();
    private final List<BadInputException> missing = new ArrayList<>();
    private final List<BadInputException> values = new ArrayList<>();

    /** Returns all problems: first unknown keys, then missing keys, then invalid values. */
    List<BadInputException> of(YamlSection root) {
        check(root);
        return Stream.of(unknown, missing, values).flatMap(List::stream).toList();
    }

    private void check(YamlSection section) {
        Set<String> known = section.shape().names();
        unknown.addAll(section.repeated());
        section.keys().stream()
                .filter(key -> !known.contains(key))
                .map(section::unknown)
                .forEach(unknown::add);
        for (ValueSchema.KeyShape key : section.shape().keys()) {
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
        } catch (BadInputException e) {
            values.add(e);
        }
    }

    private void value(YamlSection section, String key, ValueSchema shape) {
        switch (shape) {
            case ValueSchema.Mapping _ -> check(section.section(key));
            case ValueSchema.OneOf _ -> choice(section.section(key));
            case ValueSchema.Items(ValueSchema.Mapping _) ->
                section.sections(key).forEach(this::check);
            case ValueSchema.Items(ValueSchema.OneOf _) -> section.sections(key).forEach(this::choice);
            case ValueSchema.Items(ValueSchema of) ->
                section.list(key).forEach(value -> attempt(() -> single(value, of)));
            case ValueSchema.OneOrMore(ValueSchema of) ->
                section.oneOrMore(key).forEach(value -> attempt(() -> single(value, of)));
            default -> single(section.required(key), shape);
        }
    }

    /** Checks the value of a known key. Unknown keys are left to the reader, which knows the choice. */
    private void choice(YamlSection section) {
        unknown.addAll(section.repeated());
        for (ValueSchema.KeyShape key : section.shape().keys()) {
            if (section.keys().contains(key.name())) {
                attempt(() -> value(section, key.name(), key.shape()));
            }
        }
    }

    private static void single(YamlValue value, ValueSchema shape) {
        switch (shape) {
            case ValueSchema.Text text when text.equals(ValueSchema.TIME) -> value.duration();
            case ValueSchema.Text text when text.equals(ValueSchema.TIME_RANGE) -> value.durations();
            case ValueSchema.Choice(List<String> names) -> value.oneOf(names);
            case ValueSchema.Count(int min, int max) -> value.count(min, max);
            case ValueSchema.Counts(int min, int max) -> value.counts(min, max);
            case ValueSchema.Least(int max) -> value.least(max);
            case ValueSchema.Ratio _ -> value.ratio();
            case ValueSchema.Rate _ -> value.rate();
            case ValueSchema.Truth _ -> value.truth();
            default -> {}
        }
    }
}
