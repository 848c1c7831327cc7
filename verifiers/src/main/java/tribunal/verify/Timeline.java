package tribunal.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tribunal.history.Entry;

/** The entries that concern one thing (a delivery, an operation, a subscription), in the order of time. */
final class Timeline {
    private final List<Entry> entries = new ArrayList<>(8);

    void add(Entry entry) {
        entries.add(entry);
    }

    List<Entry> entries() {
        return entries;
    }

    <E extends Entry> Stream<E> all(Class<E> kind) {
        return entries.stream().filter(kind::isInstance).map(kind::cast);
    }

    <E extends Entry> Optional<E> first(Class<E> kind) {
        return all(kind).findFirst();
    }

    <E extends Entry> Optional<E> last(Class<E> kind) {
        return all(kind).reduce((earlier, later) -> later);
    }

    <E extends Entry> boolean has(Class<E> kind, Predicate<E> which) {
        return all(kind).anyMatch(which);
    }
}
