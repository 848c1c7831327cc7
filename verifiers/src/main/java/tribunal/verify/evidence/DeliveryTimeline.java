package tribunal.verify.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tribunal.history.ChannelEntry.AttemptEnded;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.history.Entry;

/** The entries of one delivery, by time. They are read so often that plain loops here make the judge fast. */
public final class DeliveryTimeline {
    private final List<Entry> entries = new ArrayList<>(8);

    void add(Entry entry) {
        entries.add(entry);
    }

    public List<Entry> entries() {
        return entries;
    }

    public <E extends Entry> List<E> all(Class<E> kind) {
        List<E> all = List.of();
        for (int i = 0; i < entries.size(); i++) {
            if (kind.isInstance(entries.get(i))) {
                all = all.isEmpty() ? new ArrayList<>(entries.size() - i) : all;
                all.add(kind.cast(entries.get(i)));
            }
        }
        return all;
    }

    public int count(Class<? extends Entry> kind) {
        int count = 0;
        for (int i = 0; i < entries.size(); i++) {
            count += kind.isInstance(entries.get(i)) ? 1 : 0;
        }
        return count;
    }

    public <E extends Entry> Optional<E> first(Class<E> kind) {
        return first(kind, _ -> true);
    }

    public <E extends Entry> Optional<E> first(Class<E> kind, Predicate<E> condition) {
        for (int i = 0; i < entries.size(); i++) {
            if (kind.isInstance(entries.get(i)) && condition.test(kind.cast(entries.get(i)))) {
                return Optional.of(kind.cast(entries.get(i)));
            }
        }
        return Optional.empty();
    }

    <E extends Entry> Optional<E> last(Class<E> kind) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (kind.isInstance(entries.get(i))) {
                return Optional.of(kind.cast(entries.get(i)));
            }
        }
        return Optional.empty();
    }

    /** The end of the attempt, or of the copy, that began so. */
    public Optional<AttemptEnded> endOf(AttemptStarted started) {
        return first(AttemptEnded.class, e -> e.attempt() == started.attempt() && e.copy() == started.copy());
    }

    /** The first settle of the claim with this token. */
    public Optional<Settled> settledBy(long token) {
        return first(Settled.class, s -> s.settledBy() == token);
    }

    public <E extends Entry> boolean has(Class<E> kind, Predicate<E> condition) {
        return first(kind, condition).isPresent();
    }
}
