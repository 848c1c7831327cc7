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
 * To which order the entries of one kind belong, as their first components tell: they name the order, or a link to it, or
 * both. What was read last is known by hashes of 64 bits. For one thread.
 */
final class PartitionKeyReader {
    /** What is one order's own. */
    private static final List<String> LINKS = List.of("event", "operation", "request");

    private static final byte[] NULL = EntryLayout.bytes("null");

    private final RecordComponent[] components;
    private final byte[][] keys;
    private final int link;
    private final int order;
    private long at;
    private long linkHash;
    private long orderHash;

    private PartitionKeyReader(RecordComponent[] all, int link, int order) {
        this.components = Arrays.copyOf(all, 1 + Math.max(0, Math.max(link, order)));
        this.keys = Arrays.stream(components)
                .map(c -> EntryLayout.bytes(",\"" + c.getName() + "\":"))
                .toArray(byte[][]::new);
        this.link = link;
        this.order = order;
    }

    /**
     * Frames that show a board belong together as one order's entries do. Whose an event is, its record tells and no
     * hand-over.
     */
    static PartitionKeyReader of(Class<?> kind) {
        RecordComponent[] all = kind.getRecordComponents();
        if (HarnessEntry.class.isAssignableFrom(kind) || kind == BoardRead.class) {
            return new PartitionKeyReader(all, -1, -1);
        }
        List<String> names = Arrays.stream(all).map(RecordComponent::getName).toList();
        int link = LINKS.stream().mapToInt(names::indexOf).max().orElseThrow();
        int order = names.indexOf(kind == BoardUpdateReceived.class ? "restaurant" : "order");
        return new PartitionKeyReader(all, link, kind == HandedOver.class ? -1 : order);
    }

    /** Entries of this kind concern the run as a whole. */
    boolean isOfRun() {
        return link < 0 && order < 0;
    }

    boolean hasLink() {
        return link >= 0;
    }

    /** They say whose the link is. */
    boolean tells() {
        return link >= 0 && order >= 0;
    }

    long lastAt() {
        return at;
    }

    long lastLink() {
        return linkHash;
    }

    long lastOrder() {
        return orderHash;
    }

    /** Reads a line, whose first component is its time, from the end of its type; false if it is not written as {@link EntryCodec#write} does. */
    boolean read(JsonLineScanner scanner) {
        for (int i = 0; i < keys.length; i++) {
            if (!scanner.takes(keys[i])) {
                return false;
            }
            if (scanner.number()) {
                at = i == 0 ? scanner.lastNumber() : at;
                tell(i, StringInterner.hash(scanner.lastNumber()));
            } else if (scanner.string()) {
                tell(i, i == link || i == order ? scanner.lastHash() : 0);
            } else if (scanner.takes(NULL)) {
                tell(i, 0);
            } else {
                return false;
            }
        }
        return true;
    }

    void read(Entry entry) {
        at = entry.at();
        for (int i = 0; i < components.length; i++) {
            tell(i, hash(value(components[i], entry)));
        }
    }

    private static @Nullable Object value(RecordComponent component, Entry entry) {
        try {
            return component.getAccessor().invoke(entry);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }

    /** As {@link #lastOrder} tells it of an entry of this order. */
    static long order(String id) {
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

    /** The same name of an event and of an operation are two. */
    private void tell(int component, long hash) {
        if (component == link) {
            linkHash = hash + StringInterner.hash(components[link].getName().hashCode());
        } else if (component == order) {
            orderHash = hash;
        }
    }
}
