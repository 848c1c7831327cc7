package tribunal.scenario.yaml;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tribunal.fault.key.BadValueException;
import tribunal.fault.key.ScenarioKey;
import tribunal.fault.key.UpTo;

/**
 * Derives types from the {@link ScenarioKey}s of records: of the components, or of the parameters of a static method
 * that makes the record.
 *
 * @param lists the names that a word in {@link ScenarioKey#oneOf} means
 * @param others the types of values that no record describes; those of a map are found by the class of its keys
 */
public record RecordTypes(Map<String, List<String>> lists, Map<Class<?>, ValueType<?>> others) {
    /** Defaults that a description does not mention. */
    private static final Set<String> EMPTY = Set.of("", "''", "[]", "{}");

    /**
     * Returns the keys of a record.
     *
     * @param given makes the values of components, by their names, which then have no keys
     */
    public <R> Section<R> section(Class<R> type, Map<String, Function<Map<String, Object>, ?>> given) {
        Executable maker = maker(type);
        List<Parameter> parts = List.of(maker.getParameters());
        List<SectionKey<?>> keys = new ArrayList<>();
        for (Parameter part : parts) {
            if (part.isAnnotationPresent(ScenarioKey.class) && !given.containsKey(part.getName())) {
                keys.add(key(part, isRange(parts, part)));
            }
        }
        return new Section<>(keys, values -> type.cast(made(maker, arguments(parts, given, values))));
    }

    private static Executable maker(Class<?> type) {
        Executable maker = Stream.concat(
                        Stream.of(type.getDeclaredMethods()), Stream.of(type.getDeclaredConstructors()))
                .filter(m -> m instanceof Constructor || Modifier.isStatic(m.getModifiers()))
                .filter(m -> Stream.of(m.getParameters()).anyMatch(p -> p.isAnnotationPresent(ScenarioKey.class)))
                .findFirst()
                .orElseGet(() -> type.getDeclaredConstructors()[0]);
        maker.setAccessible(true);
        return maker;
    }

    private static boolean isRange(List<Parameter> parts, Parameter part) {
        int next = parts.indexOf(part) + 1;
        return next < parts.size() && parts.get(next).isAnnotationPresent(UpTo.class);
    }

    private static Object[] arguments(
            List<Parameter> parts, Map<String, Function<Map<String, Object>, ?>> given, Map<String, Object> values) {
        List<Object> arguments = new ArrayList<>();
        Object value = Optional.empty();
        for (Parameter part : parts) {
            Function<Map<String, Object>, ?> maker = given.get(part.getName());
            if (maker != null) {
                arguments.add(maker.apply(values));
            } else if (part.isAnnotationPresent(UpTo.class)) {
                arguments.add(((List<?>) value).getLast());
            } else {
                value = Objects.requireNonNull(values.get(name(part)));
                arguments.add(isRange(parts, part) ? ((List<?>) value).getFirst() : value);
            }
        }
        return arguments.toArray();
    }

    private static Object made(Executable maker, Object[] arguments) {
        try {
            return maker instanceof Method method
                    ? method.invoke(null, arguments)
                    : ((Constructor<?>) maker).newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof BadValueException bad ? bad : new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String name(Parameter part) {
        String name = part.getAnnotation(ScenarioKey.class).name();
        return name.isEmpty() ? part.getName().replaceAll("(?=[A-Z])", "-").toLowerCase(Locale.ROOT) : name;
    }

    private SectionKey<?> key(Parameter part, boolean isRange) {
        ScenarioKey key = part.getAnnotation(ScenarioKey.class);
        return part.getType() == Optional.class
                ? SectionKey.optional(name(part), type(argument(part.getParameterizedType()), key, false), key.value())
                : key(name(part), type(part.getParameterizedType(), key, isRange), key);
    }

    private static <T> SectionKey<T> key(String name, ValueType<T> type, ScenarioKey key) {
        String text = key.defaultValue();
        return new SectionKey<>(
                name,
                type,
                EMPTY.contains(text) ? key.value() : key.value() + " (default: " + text + ")",
                text.isEmpty() ? Optional.empty() : Optional.of(type.read(name, text)));
    }

    private static Type argument(Type generic) {
        return ((ParameterizedType) generic).getActualTypeArguments()[0];
    }

    private ValueType<?> type(Type type, ScenarioKey key, boolean isRange) {
        return switch (type) {
            case ParameterizedType list
            when list.getRawType() == List.class ->
                type(argument(list), key, false).list(key.min().isEmpty() ? 0 : Integer.parseInt(key.min()));
            case ParameterizedType map -> Objects.requireNonNull(others.get((Class<?>) argument(map)));
            case Class<?> other when others.containsKey(other) -> Objects.requireNonNull(others.get(other));
            case Class<?> section
            when section.isRecord() -> section(section, Map.of()).type();
            default -> scalar((Class<?>) type, key, isRange);
        };
    }

    private ValueType<?> scalar(Class<?> type, ScenarioKey key, boolean isRange) {
        if (key.oneOf().length > 0) {
            ValueType<String> name = Scalars.oneOf(Stream.of(key.oneOf())
                    .flatMap(word -> lists.getOrDefault(word, List.of(word)).stream())
                    .toList());
            return type == int.class ? name.map(Integer::valueOf) : name;
        }
        if (type == Duration.class) {
            return isRange
                    ? Scalars.TIMES.readBy(value -> times(value, key))
                    : Scalars.TIME.readBy(value -> time(value, key));
        }
        if (type == int.class) {
            int min = Integer.parseInt(key.min());
            int max = Integer.parseInt(key.max());
            return isRange ? Scalars.counts(min, max) : Scalars.count(min, max);
        }
        if (type == String.class) {
            return Scalars.text(key.pattern(), key.example(), value -> text(value, key));
        }
        return type == boolean.class ? Scalars.BOOLEAN : key.perSecond() ? Scalars.RATE : Scalars.RATIO;
    }

    private static String text(YamlValue value, ScenarioKey key) {
        if (!value.text().matches(key.pattern())) {
            throw value.bad(key.expected());
        }
        return value.text();
    }

    private static Duration time(YamlValue value, ScenarioKey key) {
        Duration time = value.duration();
        requireWithin(value, key, time, time);
        return time;
    }

    private static List<Duration> times(YamlValue value, ScenarioKey key) {
        List<Duration> ends = value.durations();
        requireWithin(value, key, ends.getFirst(), ends.getLast());
        return ends;
    }

    private static void requireWithin(YamlValue value, ScenarioKey key, Duration low, Duration high) {
        boolean isWithin = isWithin(key.min(), min -> low.compareTo(min) >= 0)
                && isWithin(key.above(), above -> low.compareTo(above) > 0)
                && isWithin(key.max(), max -> high.compareTo(max) <= 0)
                && isWithin(key.below(), below -> high.compareTo(below) < 0);
        if (!isWithin) {
            throw value.bad(key.expected().isEmpty() ? range(key) : key.expected());
        }
    }

    private static boolean isWithin(String limit, Predicate<Duration> test) {
        return limit.isEmpty() || test.test(new YamlValue("a key's range", limit).duration());
    }

    private static String range(ScenarioKey key) {
        return Stream.of("above " + key.above(), "from " + key.min(), "below " + key.below(), "up to " + key.max())
                .filter(limit -> !limit.endsWith(" "))
                .collect(Collectors.joining(" and ", "a time ", ""))
                .replace("above 0s", "above zero");
    }
}
