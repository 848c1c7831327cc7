package tribunal.history.file;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.ClientEntry.BoardUpdateReceived;
import tribunal.history.DatabaseEntry.BoardRead;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry;

/**
 * Reads the order of an entry of one kind: its first components name the order, a link to it, or both. Keeps the last
 * values as 64-bit hashes. For one thread.
 */
final class PartitionKeyReader {
    /** The components whose values each belong to one order. */
    private static final List<String> LINKS = List.of("event", "operation", "request");

    private static final byte[] NULL = EntryLayout.bytes("null");

    private final RecordComponent[] components;
    private final byte[][] keys;
    private final int link;
    private final int order;
    private long at;
    private long linkHash;
    private long orderHash;

    private PartitionKeyReader(RecordComponent[] recordComponents, int link, int order) {
        this.components = Arrays.copyOf(recordComponents, 1 + Math.max(0, Math.max(link, order)));
        this.keys = Arrays.stream(components)
                .map(c -> EntryLayout.bytes(",\"" + c.getName() + "\":"))
                .toArray(byte[][]::new);
        this.link = link;
        this.order = order;
    }

    /**
     * A reader for one kind. Frames of one board belong together. Only an event's record links it to its order; a
     * hand-over does not.
     */
    static PartitionKeyReader of(Class<?> kind) {
        RecordComponent[] recordComponents = kind.getRecordComponents();
        if (HarnessEntry.class.isAssignableFrom(kind) || kind == BoardRead.class) {
            return new PartitionKeyReader(recordComponents, -1, -1);
        }
        List<String> names =
                Arrays.stream(recordComponents).map(RecordComponent::getName).toList();
        int link = LINKS.stream().mapToInt(names::indexOf).max().orElseThrow();
        int order = names.indexOf(kind == BoardUpdateReceived.class ? "restaurant" : "order");
        return new PartitionKeyReader(recordComponents, link, kind == HandedOver.class ? -1 : order);
    }

    /** Whether entries of this kind are about the run as a whole. */
    boolean isOfRun() {
        return link < 0 && order < 0;
    }

    boolean hasLink() {
        return link >= 0;
    }

    /** Whether entries of this kind name both a link and its order. */
    boolean linksToOrder() {
        return link >= 0 && order >= 0;
    }

    long lastAt() {
        return at;
    }

    long lastLinkHash() {
        return linkHash;
    }

    long lastOrderHash() {
        return orderHash;
    }

    /**
     * Reads a line from the end of its type, beginning with its time; false if {@link EntryCodec#write} writes it
     * differently.
     */
    boolean read(JsonLineScanner scanner) {
        for (int i = 0; i < keys.length; i++) {
            if (!scanner.accept(keys[i])) {
                return false;
            }
            if (scanner.acceptNumber()) {
                at = i == 0 ? scanner.lastNumber() : at;
                keep(i, StringInterner.hash(scanner.lastNumber()));
            } else if (scanner.acceptString()) {
                keep(i, i == link || i == order ? scanner.lastHash() : 0);
            } else if (scanner.accept(NULL)) {
                keep(i, 0);
            } else {
                return false;
            }
        }
        return true;
    }

    void read(Entry entry) {
        at = entry.at();
        for (int i = 0; i < components.length; i++) {
            keep(i, hash(value(components[i], entry)));
        }
    }

    private static @Nullable Object value(RecordComponent component, Entry entry) {
        try {
            return component.getAccessor().invoke(entry);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }

    /** The hash of an order, as {@link #lastOrderHash} returns it for entries of this order. */
    static long hashOfOrder(String id) {
        return hash(id);
    }

    private static long hash(@Nullable Object value) {
        return switch (value) {
            case null -> 0;
            case Number n -> StringInterner.hash(n.longValue());
            default -> {
                byte[] text = value.toString().getBytes(StandardCharsets.UTF_8);
                yield StringInterner.hash(text, 0, text.length);
            }
        };
    }

    /**
     * Keeps a component's hash; a link's hash includes the component's name, since events and operations may have equal
     * names.
     */
    private void keep(int component, long hash) {
        if (component == link) {
            linkHash = hash + StringInterner.hash(components[link].getName().hashCode());
        } else if (component == order) {
            orderHash = hash;
        }
    }
}
