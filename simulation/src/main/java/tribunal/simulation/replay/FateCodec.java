package tribunal.simulation.replay;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tribunal.fault.plan.CrashPoint;
import tribunal.fault.plan.Fate;

/** Writes and reads a fate's parameters in replay lines: the components of its record, without those that are empty. */
public final class FateCodec {
    private FateCodec() {}

    public static List<String> parameters(Fate fate) {
        List<String> parameters = new ArrayList<>();
        for (RecordComponent part : fate.getClass().getRecordComponents()) {
            Object value = value(fate, part);
            if (value instanceof Optional<?> optional) {
                optional.map(FateCodec::text).ifPresent(parameters::add);
            } else {
                parameters.add(text(value));
            }
        }
        return parameters;
    }

    private static Object value(Fate fate, RecordComponent part) {
        try {
            return part.getAccessor().invoke(fate);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Object value) {
        return switch (value) {
            case Duration time -> DurationText.text(time);
            case Enum<?> name -> name.name().toLowerCase(Locale.ROOT);
            case String words -> words.replace(' ', '-');
            default -> value.toString();
        };
    }

    /**
     * Reads a fate.
     *
     * @return empty if no fate has this kind
     * @throws RuntimeException if a parameter is missing or cannot be read
     */
    public static Optional<Fate> fate(String kind, List<String> p) {
        return Optional.ofNullable(Fate.KINDS.get(kind)).map(type -> fate(type, p));
    }

    private static Fate fate(Class<? extends Fate> type, List<String> p) {
        RecordComponent[] parts = type.getRecordComponents();
        Object[] values = new Object[parts.length];
        for (int n = 0; n < parts.length; n++) {
            values[n] = parts[n].getGenericType() instanceof ParameterizedType optional
                    ? p.stream().skip(n).findFirst().map(text -> value(optional.getActualTypeArguments()[0], text))
                    : value(parts[n].getType(), p.get(n));
        }
        Class<?>[] types = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<? extends Fate> constructor = type.getConstructor(types);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Object value(Type type, String text) {
        if (type == Duration.class) {
            return Duration.ofNanos(DurationText.nanos(text));
        }
        if (type == CrashPoint.class) {
            return CrashPoint.parse(text);
        }
        if (type == String.class) {
            return text.replace('-', ' ');
        }
        return type == int.class ? Integer.valueOf(text) : constant((Class<?>) type, text.toUpperCase(Locale.ROOT));
    }

    private static Object constant(Class<?> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> ((Enum<?>) constant).name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nothing is called " + name));
    }
}
