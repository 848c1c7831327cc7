package tribunal.scenario.yaml;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.OptBoolean;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Derives types from records that Jackson binds to JSON: those of models and of histories. A key has the name that
 * Jackson gives a component. Texts, constants and durations are required unless they are nullable, or annotated with
 * {@code isRequired = FALSE}. Lists, maps and records may be absent. Numbers and truth values may be absent too, except in
 * the outermost record if its caller wants them.
 */
public final class JsonRecordTypes {
    private static final String NULL = "null";

    private static final ValueType<Duration> DURATION = Scalars.text("PT[0-9HMS.]+", "PT2S", JsonRecordTypes::duration);

    private JsonRecordTypes() {}

    /** Returns the type of a record's values. */
    public static <R> ValueType<R> of(Class<R> type) {
        return section(type, List.of(), false).type();
    }

    /**
     * Returns the keys of a record, after some that say nothing about its value.
     *
     * @param needsNumbers whether the record's own numbers and truth values are required
     */
    public static <R> Section<R> section(Class<R> type, List<SectionKey<?>> before, boolean needsNumbers) {
        RecordComponent[] components = type.getRecordComponents();
        List<SectionKey<?>> keys = new ArrayList<>(before);
        Stream.of(components).map(component -> key(component, needsNumbers)).forEach(keys::add);
        return new Section<>(keys, values -> made(type, components, values));
    }

    private static SectionKey<?> key(RecordComponent component, boolean needsNumbers) {
        ValueType<?> type = type(component.getGenericType());
        return isRequired(component, needsNumbers)
                ? SectionKey.required(name(component), type, "")
                : new SectionKey<>(
                        name(component), orNull(type, isNullable(component)), "", Optional.of(Optional.empty()));
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static boolean isRequired(RecordComponent component, boolean needsNumbers) {
        return !isNullable(component)
                && !hasDefault(component)
                && component.getGenericType() instanceof Class<?> simple
                && (needsNumbers || !simple.isPrimitive())
                && !simple.isRecord();
    }

    /** Whether the record says that the component may be absent; then its constructor replaces null by a default. */
    private static boolean hasDefault(RecordComponent component) {
        JsonProperty annotation = component.getAccessor().getAnnotation(JsonProperty.class);
        return annotation != null && annotation.isRequired() == OptBoolean.FALSE;
    }

    private static <T> ValueType<Optional<T>> orNull(ValueType<T> type, boolean isNullable) {
        SequencedMap<String, Object> schema = isNullable
                ? ValueType.schema("anyOf", List.of(type.schema(), ValueType.schema("type", NULL)))
                : type.schema();
        return new ValueType<>(
                (node, problems) -> {
                    boolean isNull = node.isScalar() && node.scalar().text().equals(NULL);
                    return isNull ? Optional.of(Optional.<T>empty()) : present(type.read(node, problems));
                },
                schema);
    }

    /** Returns a value in an {@code Optional}; empty if it is invalid. */
    private static <T> Optional<Optional<T>> present(Optional<T> value) {
        return value.isPresent() ? Optional.of(value) : Optional.empty();
    }

    private static String name(RecordComponent component) {
        JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named == null || named.value().isEmpty() ? component.getName() : named.value();
    }

    private static ValueType<?> type(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            ValueType<?> value = type(arguments[arguments.length - 1]);
            return generic.getRawType() == List.class ? value.list(0) : value.named();
        }
        Class<?> simple = (Class<?>) type;
        if (simple.isRecord()) {
            return of(simple);
        }
        if (simple.isEnum()) {
            return constant(simple);
        }
        return switch (simple.getSimpleName()) {
            case "boolean", "Boolean" -> Scalars.BOOLEAN;
            case "int", "Integer" -> Scalars.INTEGER.map(Long::intValue);
            case "long", "Long" -> Scalars.INTEGER;
            case "double" -> Scalars.NUMBER;
            case "Duration" -> DURATION;
            default -> Scalars.TEXT;
        };
    }

    private static Duration duration(YamlValue value) {
        try {
            return Duration.parse(value.text());
        } catch (DateTimeParseException e) {
            throw value.bad("a time as ISO 8601 writes it, such as PT2S or PT0.5S");
        }
    }

    private static ValueType<?> constant(Class<?> type) {
        Map<String, Object> byLabel = new LinkedHashMap<>();
        for (Object constant : type.getEnumConstants()) {
            byLabel.put(label(type, (Enum<?>) constant), constant);
        }
        return Scalars.oneOf(List.copyOf(byLabel.keySet())).map(label -> Objects.requireNonNull(byLabel.get(label)));
    }

    private static String label(Class<?> type, Enum<?> constant) {
        try {
            JsonProperty named = type.getField(constant.name()).getAnnotation(JsonProperty.class);
            return named == null ? constant.name() : named.value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <R> R made(Class<R> type, RecordComponent[] components, Map<String, Object> values) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        List<@Nullable Object> arguments = new ArrayList<>();
        for (RecordComponent component : components) {
            @Nullable Object value = values.get(name(component));
            @Nullable Object present = value instanceof Optional<?> optional ? optional.orElse(null) : value;
            arguments.add(present == null ? absent(component.getType()) : present);
        }
        try {
            return type.getDeclaredConstructor(types).newInstance(arguments.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Object absent(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "int" -> 0;
            case "long" -> 0L;
            case "double" -> 0.0;
            case "boolean" -> false;
            case "List" -> List.of();
            default -> null;
        };
    }
}
