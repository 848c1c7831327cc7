package tribunal.history;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The entries of all witnesses of a run, in order of time. Entries of one file with equal times keep their order. As a
 * {@link PartitionedHistory}, it has a single part: itself.
 */
public record History(List<Entry> entries) implements PartitionedHistory {
    public History {
        entries = inOrder(entries) ? List.copyOf(entries) : sorted(entries);
    }

    /** An entry with a copy of its time: sorting reads times often, and calls on dozens of classes are slow. */
    private record Timed(long at, Entry entry) {}

    private static List<Entry> sorted(List<Entry> entries) {
        Timed[] timed =
                entries.stream().map(entry -> new Timed(entry.at(), entry)).toArray(Timed[]::new);
        Arrays.sort(timed, Comparator.comparingLong(Timed::at));
        return Arrays.stream(timed).map(Timed::entry).toList();
    }

    private static boolean inOrder(List<Entry> entries) {
        long last = Long.MIN_VALUE;
        for (Entry entry : entries) {
            long at = entry.at();
            if (at < last) {
                return false;
            }
            last = at;
        }
        return true;
    }

    @Override
    public History runEntries() {
        return this;
    }

    /** @throws java.util.NoSuchElementException if the history is empty */
    @Override
    public long lastTime() {
        return entries.getLast().at();
    }

    @Override
    public Iterator<History> iterator() {
        return List.of(this).iterator();
    }

    /** All entries of one kind, in order of time. */
    public <E extends Entry> Stream<E> all(Class<E> kind) {
        return entries.stream().filter(kind::isInstance).map(kind::cast);
    }

    public <E extends Entry> Optional<E> first(Class<E> kind) {
        return all(kind).findFirst();
    }

    /** Whether the harness recorded how the run ended. If not, the absence of an entry proves nothing. */
    public boolean isComplete() {
        return first(HarnessEntry.Drained.class).isPresent()
                || first(HarnessEntry.NotDrained.class).isPresent();
    }
}
