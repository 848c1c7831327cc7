package tribunal.history;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import tribunal.history.ChannelEntry.AttemptEnded;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.DatabaseEntry.Claimed;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.DatabaseEntry.EventRecorded;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.history.HarnessEntry.Outstanding;

/**
 * What is still to be done, from the entries seen so far: recorded deliveries without an end, attempts and client
 * operations under way. Entries of different witnesses may come in any order. For use by one thread at a time.
 */
public final class Backlog {
    private final Model model;
    private final Set<Outstanding> recorded = new HashSet<>();
    private final Set<Outstanding> finished = new HashSet<>();
    private final Set<Outstanding> settled = new HashSet<>();
    private final Set<Outstanding> dead = new HashSet<>();
    private final SortedSet<Outstanding> outstanding = new TreeSet<>();
    private final Map<Outstanding, Long> lastTried = new HashMap<>();
    private final Map<Object, Integer> open = new HashMap<>();
    private int openAttempts;
    private int openOperations;
    private long lastChange = Long.MIN_VALUE;

    private record Attempt(String event, String function, int attempt, int copy) {}

    private record Send(String operation, int send) {}

    public Backlog(Model model) {
        this.model = model;
    }

    public void add(Entry entry) {
        switch (entry) {
            case EventRecorded e -> {
                for (String function : model.functionsOf(e.eventType())) {
                    recorded.add(new Outstanding(e.event(), function));
                    look(new Outstanding(e.event(), function));
                }
            }
            case Settled s -> settled(s);
            case Claimed c -> tried(new Outstanding(c.event(), c.function()), c.at());
            case HandedOver h -> tried(new Outstanding(h.event(), h.function()), h.at());
            case AttemptStarted a -> {
                tried(new Outstanding(a.event(), a.function()), a.at());
                openAttempts += opened(new Attempt(a.event(), a.function(), a.attempt(), a.copy()), 1);
            }
            case AttemptEnded a -> ended(a);
            case OperationSent o -> openOperations += opened(new Send(o.operation(), o.send()), 1);
            case OperationAnswered o -> openOperations += opened(new Send(o.operation(), o.send()), -1);
            default -> {}
        }
        if (changes(entry)) {
            lastChange = Math.max(lastChange, entry.at());
        }
    }

    private static boolean changes(Entry entry) {
        return entry instanceof Committed
                || entry instanceof EventRecorded
                || entry instanceof Settled
                || entry instanceof AttemptStarted
                || entry instanceof AttemptEnded
                || entry instanceof OperationSent
                || entry instanceof OperationAnswered;
    }

    private void settled(Settled s) {
        Outstanding delivery = new Outstanding(s.event(), s.function());
        switch (s.outcome()) {
            case DONE -> settled.add(delivery);
            case DEAD -> dead.add(delivery);
            case RETRY, RELEASED -> {}
        }
        tried(delivery, s.at());
        look(delivery);
    }

    private void ended(AttemptEnded a) {
        Outstanding delivery = new Outstanding(a.event(), a.function());
        if (a.ending() == ChannelEntry.Ending.DONE) {
            finished.add(delivery);
        }
        tried(delivery, a.at());
        openAttempts += opened(new Attempt(a.event(), a.function(), a.attempt(), a.copy()), -1);
        look(delivery);
    }

    /** Adds to the balance of begins and ends under this key, which may come in any order; answers by how many more are open. */
    private int opened(Object key, int by) {
        int before = open.getOrDefault(key, 0);
        int after = before + by;
        if (after == 0) {
            open.remove(key);
        } else {
            open.put(key, after);
        }
        return Math.max(after, 0) - Math.max(before, 0);
    }

    private void tried(Outstanding delivery, long at) {
        lastTried.merge(delivery, at, Math::max);
    }

    private void look(Outstanding delivery) {
        boolean over = dead.contains(delivery) || (finished.contains(delivery) && settled.contains(delivery));
        if (recorded.contains(delivery) && !over) {
            outstanding.add(delivery);
        } else {
            outstanding.remove(delivery);
        }
    }

    /** Recorded deliveries that lack a finished attempt or an accepted settle, and are no dead letters; a view. */
    public SortedSet<Outstanding> outstanding() {
        return Collections.unmodifiableSortedSet(outstanding);
    }

    /** How many attempts have begun and not ended. */
    public int openAttempts() {
        return openAttempts;
    }

    /** How many sends of clients wait for their answer. */
    public int openOperations() {
        return openOperations;
    }

    /** When something last changed, in nanoseconds since the run's origin; {@link Long#MIN_VALUE} if nothing has. */
    public long lastChange() {
        return lastChange;
    }

    /** When something was last tried for this delivery; {@link Long#MIN_VALUE} if nothing was. */
    public long lastTried(Outstanding delivery) {
        return lastTried.getOrDefault(delivery, Long.MIN_VALUE);
    }
}
