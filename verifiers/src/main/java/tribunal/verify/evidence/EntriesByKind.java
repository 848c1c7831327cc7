package tribunal.verify.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tribunal.history.ChannelEntry.ChangesRead;
import tribunal.history.ChannelEntry.ClockSampled;
import tribunal.history.ClientEntry;
import tribunal.history.DatabaseEntry.ViewRead;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry;
import tribunal.history.History;

/** The entries of a history, grouped once by kind. Entries of a kind are in the order of time. */
public final class EntriesByKind {
    private static final Set<Class<?>> OF_RUN = Set.of(
            ClockSampled.class,
            ChangesRead.class,
            ClientEntry.Subscribed.class,
            ClientEntry.Unsubscribed.class,
            ClientEntry.Pinged.class,
            ClientEntry.Ponged.class,
            ViewRead.class);

    private final Map<Class<?>, KindEntries> kinds = HashMap.newHashMap(64);
    private final List<Entry> ofRun = new ArrayList<>();

    private record KindEntries(List<Entry> entries, boolean ofRun) {
        static KindEntries of(Class<?> kind) {
            return new KindEntries(
                    new ArrayList<>(), HarnessEntry.class.isAssignableFrom(kind) || OF_RUN.contains(kind));
        }
    }

    public EntriesByKind(History history) {
        for (Entry entry : history.entries()) {
            KindEntries kind = kinds.get(entry.getClass());
            if (kind == null) {
                kind = KindEntries.of(entry.getClass());
                kinds.put(entry.getClass(), kind);
            }
            kind.entries().add(entry);
            if (kind.ofRun()) {
                ofRun.add(entry);
            }
        }
    }

    /** The entries of one kind, not copied. */
    @SuppressWarnings("unchecked") // each list holds only entries of its key's class
    <E extends Entry> List<E> all(Class<E> kind) {
        KindEntries found = kinds.get(kind);
        return found == null ? List.of() : (List<E>) found.entries();
    }

    public <E extends Entry> Optional<E> first(Class<E> kind) {
        List<E> all = all(kind);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getFirst());
    }

    /** The entries that concern the run as a whole, in the order of time. */
    List<Entry> ofRun() {
        return ofRun;
    }
}
