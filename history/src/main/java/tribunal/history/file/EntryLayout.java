package tribunal.history.file;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tribunal.history.Entry;

/** One kind of entry whose components are all numbers, truth values, texts or enums: how it is made from their values. */
final class EntryLayout {
    /** Stands for a value that could not be read. */
    private static final Object NOTHING = new Object();

    private static final byte[] TRUE = bytes("true");
    private static final byte[] FALSE = bytes("false");
    private static final byte[] NULL = bytes("null");

    /** What one component is. */
    private enum Type {
        LONG,
        INT,
        BOOLEAN,
        STRING,
        ENUM
    }

    private static final class Component {
        /** As it stands in a line, with the comma before it. */
        private final byte[] key;

        private final Type type;
        private final Map<String, Object> constants;

        Component(String name, Type type, Map<String, Object> constants) {
            this.key = bytes(",\"" + name + "\":");
            this.type = type;
            this.constants = constants;
        }
    }

    private final Component[] components;
    private final MethodHandle constructor;

    private EntryLayout(Component[] components, MethodHandle constructor) {
        this.components = components;
        this.constructor = constructor;
    }

    /** Empty if the kind holds lists, maps or records. */
    static Optional<EntryLayout> of(Class<?> kind) {
        RecordComponent[] all = kind.getRecordComponents();
        Component[] components =
                Arrays.stream(all).flatMap(c -> component(c).stream()).toArray(Component[]::new);
        return components.length < all.length
                ? Optional.empty()
                : Optional.of(new EntryLayout(components, constructor(kind, all)));
    }

    private static Optional<Component> component(RecordComponent component) {
        return type(component.getType())
                .map(type -> new Component(component.getName(), type, constants(component.getType())));
    }

    private static Optional<Type> type(Class<?> type) {
        if (type.isEnum()) {
            return Optional.of(Type.ENUM);
        }
        return Stream.of(Type.values())
                .filter(t -> t.name().equalsIgnoreCase(type.getSimpleName()))
                .findFirst();
    }

    private static Map<String, Object> constants(Class<?> type) {
        Map<String, Object> constants = new HashMap<>();
        if (type.isEnum()) {
            for (Object constant : type.getEnumConstants()) {
                constants.put(constant.toString(), constant);
            }
        }
        return constants;
    }

    private static MethodHandle constructor(Class<?> kind, RecordComponent[] components) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return MethodHandles.lookup()
                    .findConstructor(kind, MethodType.methodType(void.class, types))
                    .asSpreader(Object[].class, types.length)
                    .asType(MethodType.methodType(Entry.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(kind + " cannot be made", e);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The entry whose components stand there, all of them and in their order; null if they do not stand there like that. */
    @Nullable
    Entry read(JsonLineScanner scanner) {
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            if (!scanner.takes(components[i].key)) {
                return null;
            }
            values[i] = value(components[i], scanner);
            if (values[i] == NOTHING) {
                return null;
            }
        }
        return make(values);
    }

    private static @Nullable Object value(Component component, JsonLineScanner scanner) {
        return switch (component.type) {
            case LONG -> scanner.number() ? (Object) scanner.lastNumber() : scanner.takes(NULL) ? null : NOTHING;
            case INT -> integer(scanner);
            case BOOLEAN -> truth(scanner);
            case STRING -> scanner.string() ? scanner.lastString() : scanner.takes(NULL) ? null : NOTHING;
            case ENUM ->
                scanner.string() ? constant(component, scanner.lastString()) : scanner.takes(NULL) ? null : NOTHING;
        };
    }

    private static Object truth(JsonLineScanner scanner) {
        boolean yes = scanner.takes(TRUE);
        return yes || scanner.takes(FALSE) ? (Object) yes : NOTHING;
    }

    private static Object integer(JsonLineScanner scanner) {
        return scanner.number() && scanner.lastNumber() == (int) scanner.lastNumber()
                ? (Object) (int) scanner.lastNumber()
                : NOTHING;
    }

    private static Object constant(Component component, String name) {
        return component.constants.getOrDefault(name, NOTHING);
    }

    private Entry make(@Nullable Object[] values) {
        try {
            return (Entry) constructor.invokeExact(values);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
