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

/** The components and the constructor of one kind of entry. All components are numbers, booleans, strings or enums. */
final class EntryLayout {
    /** Marks a value that could not be read. */
    private static final Object UNREADABLE = new Object();

    private static final byte[] TRUE = bytes("true");
    private static final byte[] FALSE = bytes("false");
    private static final byte[] NULL = bytes("null");

    private enum Type {
        LONG,
        INT,
        BOOLEAN,
        STRING,
        ENUM
    }

    private static final class Component {
        /** The component's name in a line, with the comma before it and the colon after it. */
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

    /** The layout of a kind; empty if the kind has lists, maps or records. */
    static Optional<EntryLayout> of(Class<?> kind) {
        RecordComponent[] recordComponents = kind.getRecordComponents();
        Component[] components = Arrays.stream(recordComponents)
                .flatMap(c -> component(c).stream())
                .toArray(Component[]::new);
        return components.length < recordComponents.length
                ? Optional.empty()
                : Optional.of(new EntryLayout(components, constructor(kind, recordComponents)));
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
            throw new IllegalStateException(kind + " has no accessible constructor", e);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Reads the components, all of them and in their order; null if the line does not contain exactly these. */
    @Nullable
    Entry read(JsonLineScanner scanner) {
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            if (!scanner.accept(components[i].key)) {
                return null;
            }
            values[i] = value(components[i], scanner);
            if (values[i] == UNREADABLE) {
                return null;
            }
        }
        return make(values);
    }

    private static @Nullable Object value(Component component, JsonLineScanner scanner) {
        return switch (component.type) {
            case LONG ->
                scanner.acceptNumber() ? (Object) scanner.lastNumber() : scanner.accept(NULL) ? null : UNREADABLE;
            case INT -> integer(scanner);
            case BOOLEAN -> bool(scanner);
            case STRING -> scanner.acceptString() ? scanner.lastString() : scanner.accept(NULL) ? null : UNREADABLE;
            case ENUM ->
                scanner.acceptString()
                        ? constant(component, scanner.lastString())
                        : scanner.accept(NULL) ? null : UNREADABLE;
        };
    }

    private static Object bool(JsonLineScanner scanner) {
        boolean isTrue = scanner.accept(TRUE);
        return isTrue || scanner.accept(FALSE) ? (Object) isTrue : UNREADABLE;
    }

    private static Object integer(JsonLineScanner scanner) {
        return scanner.acceptNumber() && scanner.lastNumber() == (int) scanner.lastNumber()
                ? (Object) (int) scanner.lastNumber()
                : UNREADABLE;
    }

    private static Object constant(Component component, String name) {
        return component.constants.getOrDefault(name, UNREADABLE);
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
