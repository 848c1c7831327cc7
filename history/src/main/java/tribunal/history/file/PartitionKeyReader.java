package tribunal.history.file;

import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.ClientEntry.ViewReceived;
import tribunal.history.DatabaseEntry.ViewRead;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry;
import tribunal.history.file.LineScanner.Token;
import tribunal.history.file.LineScanner.UnexpectedLayoutException;

/**
 * Reads the keys by which an entry is assigned to a part: its entity, a link to its entity, or both. Not thread-safe.
 */
final class PartitionKeyReader {
    private static final Map<String, KeyLayout> KINDS =
            EntryCodec.kinds().collect(Collectors.toMap(Class::getSimpleName, KeyLayout::of));

    private final LineScanner scanner = new LineScanner();

    /**
     * How entries of one kind name their entity.
     *
     * @param names the components up to link and entity, the time first
     * @param tokens the same as they are in a line
     * @param link position of the event, operation or request; -1 if there is none
     * @param entity position of the entity; -1 if there is none
     */
    record KeyLayout(List<String> names, List<Token> tokens, int link, int entity) {
        /**
         * Returns how entries of this type name their entity. Frames of one view belong together. Only
         * {@code EventRecorded} links an event to its entity; {@code HandedOver} is not used for that.
         */
        static KeyLayout of(Class<?> type) {
            List<String> names = Stream.of(type.getRecordComponents())
                    .map(RecordComponent::getName)
                    .toList();
            if (HarnessEntry.class.isAssignableFrom(type) || type == ViewRead.class) {
                return of(names, -1, -1);
            }
            int link = Stream.of("event", "operation", "request")
                    .mapToInt(names::indexOf)
                    .max()
                    .orElseThrow();
            int entity = names.indexOf(type == ViewReceived.class ? "key" : "entity");
            return of(names, link, type == HandedOver.class ? -1 : entity);
        }

        private static KeyLayout of(List<String> names, int link, int entity) {
            List<String> first = names.subList(0, 1 + Math.max(0, Math.max(link, entity)));
            return new KeyLayout(first, first.stream().map(Token::ofName).toList(), link, entity);
        }

        /** Whether entries of this kind are about the run as a whole. */
        boolean isOfRun() {
            return link < 0 && entity < 0;
        }

        /** Whether entries of this kind name both a link and its entity. */
        boolean linksToEntity() {
            return link >= 0 && entity >= 0;
        }
    }

    /** Time, link and entity of an entry. Link and entity are 64-bit hashes, 0 if the kind has none. */
    record Key(KeyLayout kind, long at, long link, long entity) {
        /** @param hashes the hashes of the kind's components */
        static Key of(KeyLayout kind, long at, long[] hashes) {
            // Events and operations may have equal names.
            long link = kind.link < 0
                    ? 0
                    : hashes[kind.link] + kind.names.get(kind.link).hashCode() * 31L;
            return new Key(kind, at, link, kind.entity < 0 ? 0 : hashes[kind.entity]);
        }
    }

    /**
     * Reads a line, and its link and entity only if its kind is {@code wanted}.
     *
     * @throws IllegalArgumentException if the line is not an entry; the message gives the reason
     */
    Key read(byte[] bytes, int from, int length, Predicate<KeyLayout> wanted) {
        try {
            scanner.reset(bytes, from, length);
            return scanned(wanted);
        } catch (UnexpectedLayoutException e) {
            return parsed(EntryCodec.read(new String(bytes, from, length, StandardCharsets.UTF_8)));
        }
    }

    private Key scanned(Predicate<KeyLayout> wanted) throws UnexpectedLayoutException {
        scanner.expect(EntryReader.BEGIN);
        KeyLayout kind = Optional.ofNullable(KINDS.get(scanner.string())).orElseThrow(UnexpectedLayoutException::new);
        scanner.expect(kind.tokens.getFirst());
        long at = scanner.number();
        long[] hashes = new long[kind.tokens.size()];
        for (int i = 1; i < hashes.length && wanted.test(kind); i++) {
            scanner.expect(kind.tokens.get(i));
            hashes[i] = scanner.hash();
        }
        return Key.of(kind, at, hashes);
    }

    private static Key parsed(Entry entry) {
        KeyLayout kind = Objects.requireNonNull(KINDS.get(entry.getClass().getSimpleName()));
        JsonNode json = EntryCodec.json().valueToTree(entry);
        return Key.of(
                kind,
                entry.at(),
                kind.names.stream()
                        .map(json::path)
                        .mapToLong(value -> value.isNull() ? 0 : LineScanner.hash(value.asString()))
                        .toArray());
    }
}
