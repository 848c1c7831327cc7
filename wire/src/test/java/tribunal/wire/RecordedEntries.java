package tribunal.wire;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** A witness that keeps its entries in memory. */
final class RecordedEntries implements WireWitness {
    private final List<WireEntry> entries = new CopyOnWriteArrayList<>();

    @Override
    public void record(WireEntry entry) {
        entries.add(entry);
    }

    <T extends WireEntry> List<T> all(Class<T> type) {
        return entries.stream().filter(type::isInstance).map(type::cast).toList();
    }

    <T extends WireEntry> T only(Class<T> type) {
        List<T> found = all(type);
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " entries of " + type.getSimpleName() + " in " + entries);
        }
        return found.getFirst();
    }

    boolean any(Predicate<WireEntry> condition) {
        return entries.stream().anyMatch(condition);
    }
}
