package tribunal.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tribunal.history.Entry;
import tribunal.history.History;

/** A history's entries by kind, each kind in the order of time: told apart once for all who ask for one of them. */
final class EntriesByKind {
    private final Map<Class<?>, List<Entry>> kinds = HashMap.newHashMap(64);

    EntriesByKind(History history) {
        for (Entry entry : history.entries()) {
            List<Entry> same = kinds.get(entry.getClass());
            if (same == null) {
                same = new ArrayList<>();
                kinds.put(entry.getClass(), same);
            }
            same.add(entry);
        }
    }

    /** A view of the entries of one kind. */
    @SuppressWarnings("unchecked") // what stands under a class is of that class
    <E extends Entry> List<E> all(Class<E> kind) {
        return (List<E>) kinds.getOrDefault(kind, List.of());
    }

    <E extends Entry> Optional<E> first(Class<E> kind) {
        List<E> all = all(kind);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getFirst());
    }
}
