package tribunal.history.file;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tribunal.history.Entry;
import tribunal.history.file.LineScanner.Token;
import tribunal.history.file.LineScanner.UnexpectedLayoutException;

/**
 * Reads entries from lines of JSON. It has a fast path for lines in the form of {@link EntryCodec#write}, which
 * are nearly all, and leaves the rest to {@link EntryCodec#read}, which decides whether a line is an entry. Not
 * thread-safe.
 */
final class EntryReader {
    static final Token BEGIN = new Token("{\"type\":");
    private static final Token WITNESS = Token.ofName("witness");
    private static final Token END = new Token("}");
    private static final Token TRUE = new Token("true");
    private static final Token FALSE = new Token("false");
    private static final Map<String, EntryLayout> KINDS = kinds();

    private final LineScanner scanner = new LineScanner();

    /** Reads the value of a component. */
    private interface ValueReader {
        @Nullable
        Object read(LineScanner line) throws UnexpectedLayoutException;
    }

    private record Component(Token name, ValueReader value) {}

    private record EntryLayout(List<Component> components, MethodHandle constructor) {}

    private static Map<String, EntryLayout> kinds() {
        Map<String, EntryLayout> kinds = new HashMap<>();
        EntryCodec.kinds().forEach(kind -> layout(kind).ifPresent(k -> kinds.put(kind.getSimpleName(), k)));
        return kinds;
    }

    /** How entries of a kind are read; empty if the kind has lists, records, or maps of other than texts. */
    private static Optional<EntryLayout> layout(Class<?> kind) {
        RecordComponent[] all = kind.getRecordComponents();
        List<Component> components =
                Arrays.stream(all).flatMap(c -> component(c).stream()).toList();
        return components.size() < all.length
                ? Optional.empty()
                : Optional.of(new EntryLayout(components, constructor(kind)));
    }

    private static Optional<Component> component(RecordComponent component) {
        return value(component).map(value -> new Component(Token.ofName(component.getName()), value));
    }

    private static Optional<ValueReader> value(RecordComponent component) {
        Class<?> type = component.getType();
        if (type.isEnum()) {
            Map<String, Object> constants =
                    Stream.of(type.getEnumConstants()).collect(Collectors.toMap(Object::toString, Function.identity()));
            return Optional.of(orNull(line -> constant(constants, line)));
        }
        return Optional.ofNullable(
                switch (type.getSimpleName()) {
                    case "long" -> LineScanner::number;
                    case "Long" -> orNull(LineScanner::number);
                    case "int" -> EntryReader::integer;
                    case "boolean" -> EntryReader::bool;
                    case "String" -> orNull(LineScanner::string);
                    case "Map" ->
                        component.getGenericType().getTypeName().endsWith("<java.lang.String, java.lang.String>")
                                ? LineScanner::texts
                                : null;
                    default -> null;
                });
    }

    private static ValueReader orNull(ValueReader value) {
        return line -> line.accept(LineScanner.NULL) ? null : value.read(line);
    }

    private static Object constant(Map<String, Object> constants, LineScanner line) throws UnexpectedLayoutException {
        return Optional.ofNullable(constants.get(line.string())).orElseThrow(UnexpectedLayoutException::new);
    }

    private static int integer(LineScanner line) throws UnexpectedLayoutException {
        long number = line.number();
        if (number != (int) number) {
            throw new UnexpectedLayoutException();
        }
        return (int) number;
    }

    private static boolean bool(LineScanner line) throws UnexpectedLayoutException {
        boolean isTrue = line.accept(TRUE);
        if (!isTrue) {
            line.expect(FALSE);
        }
        return isTrue;
    }

    private static MethodHandle constructor(Class<?> kind) {
        Class<?>[] types = Arrays.stream(kind.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return MethodHandles.lookup()
                    .findConstructor(kind, MethodType.methodType(void.class, types))
                    .asSpreader(Object[].class, types.length)
                    .asType(MethodType.methodType(Entry.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(kind + " has no accessible constructor", e);
        }
    }

    /**
     * Passes every entry of a file to the consumer, in its order. A torn last line is left out.
     *
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if a line is not an entry; the message names file and line
     */
    void read(Path file, Consumer<Entry> to) throws IOException {
        LineReader.read(file, (bytes, from, length) -> to.accept(read(bytes, from, length)));
    }

    /** @throws IllegalArgumentException if the line is not an entry; the message gives the reason */
    Entry read(byte[] bytes, int from, int length) {
        try {
            scanner.reset(bytes, from, length);
            scanner.expect(BEGIN);
            EntryLayout kind = KINDS.get(scanner.string());
            if (kind != null) {
                return read(kind);
            }
        } catch (UnexpectedLayoutException e) {
            // Another tool wrote this line, or it is no entry.
        }
        return EntryCodec.read(new String(bytes, from, length, StandardCharsets.UTF_8));
    }

    private Entry read(EntryLayout kind) throws UnexpectedLayoutException {
        @Nullable Object[] values = new @Nullable Object[kind.components.size()];
        for (int i = 0; i < values.length; i++) {
            Component component = kind.components.get(i);
            scanner.expect(component.name);
            values[i] = component.value.read(scanner);
        }
        scanner.expect(WITNESS);
        scanner.string();
        scanner.expectLast(END);
        return make(kind.constructor, values);
    }

    private static Entry make(MethodHandle constructor, @Nullable Object[] values) {
        try {
            return (Entry) constructor.invokeExact(values);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
