package tribunal.scenario.yaml;

import java.util.Optional;

/**
 * A key of a mapping.
 *
 * @param defaultValue the value if the key is absent; none if it is required
 */
public record SectionKey<T>(String name, ValueType<T> type, String description, Optional<T> defaultValue) {
    public static <T> SectionKey<T> required(String name, ValueType<T> type, String description) {
        return new SectionKey<>(name, type, description, Optional.empty());
    }

    public static <T> SectionKey<Optional<T>> optional(String name, ValueType<T> type, String description) {
        return new SectionKey<>(name, type.map(Optional::of), description, Optional.of(Optional.empty()));
    }

    boolean isRequired() {
        return defaultValue.isEmpty();
    }
}
