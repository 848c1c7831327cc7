package tribunal.history;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import tribunal.history.ChannelEntry.Answered;
import tribunal.history.ChannelEntry.AttemptEnded;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.DatabaseEntry.Claimed;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.DatabaseEntry.EventRecorded;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.history.HarnessEntry.FaultWindowClosed;
import tribunal.history.HarnessEntry.FaultWindowOpened;
import tribunal.history.HarnessEntry.NodeDied;
import tribunal.history.HarnessEntry.NodeKilled;
import tribunal.history.HarnessEntry.Outstanding;

/**
 * What is still to be done, from the entries seen so far: recorded deliveries without an end, attempts and client
 * operations under way. Entries of different witnesses may come in any order. For use by one thread at a time.
 */
public final class OutstandingWork {
    private final AppModel model;
    private final Map<Outstanding, Progress> progress = new HashMap<>();
    private final SortedSet<Outstanding> outstanding = new TreeSet<>();
    private final Set<String> windows = new TreeSet<>();
    private final Map<Object, Integer> open = new HashMap<>();
    private final Map<HandOver, String> nodes = new HashMap<>();
    private final Map<String, Long> deaths = new HashMap<>();
    private int openAttempts;
    private int openHandOvers;
    private int openOperations;
    private long lastChange = Long.MIN_VALUE;

    /** How far a delivery has come, as far as seen. */
    private static final class Progress {
        private boolean recorded;
        private boolean finished;
        private boolean settled;
        private long lastDead = Long.MIN_VALUE;
        private long lastClaimed = Long.MIN_VALUE;
        private long lastTried = Long.MIN_VALUE;

        boolean isOver() {
            return isDead() || (finished && settled);
        }

        /** Given up, and not claimed since: a dead letter that was redriven is to be done again. */
        boolean isDead() {
            return lastDead > lastClaimed;
        }
    }

    private record HandOver(String event, String function, int attempt) {}

    private record Attempt(String event, String function, int attempt, int copy) {}

    private record Send(String operation, int send) {}

    public OutstandingWork(AppModel model) {
        this.model = model;
    }

    public void add(Entry entry) {
        switch (entry) {
            case EventRecorded e ->
                model.functionsOf(e.eventType()).forEach(function -> recorded(new Outstanding(e.event(), function)));
            case Settled s -> settled(s);
            case Claimed c -> claimed(c);
            case HandedOver h -> handedOver(h);
            case Answered a -> openHandOvers += opened(new HandOver(a.event(), a.function(), a.attempt()), -1);
            case AttemptStarted a -> started(a);
            case AttemptEnded a -> ended(a);
            case OperationSent o -> openOperations += opened(new Send(o.operation(), o.send()), 1);
            case OperationAnswered o -> openOperations += opened(new Send(o.operation(), o.send()), -1);
            case NodeKilled killed -> gone(killed.node(), killed.at());
            case NodeDied died -> gone(died.node(), died.at());
            case FaultWindowOpened w -> windows.add(w.fault());
            case FaultWindowClosed w -> windows.remove(w.fault());
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

    private void claimed(Claimed c) {
        Outstanding delivery = new Outstanding(c.event(), c.function());
        of(delivery).lastClaimed = Math.max(of(delivery).lastClaimed, c.at());
        tried(delivery, c.at());
        look(delivery);
    }

    private void handedOver(HandedOver h) {
        HandOver handOver = new HandOver(h.event(), h.function(), h.attempt());
        tried(new Outstanding(h.event(), h.function()), h.at());
        nodes.put(handOver, h.node());
        if (!diedAfter(handOver, h.at())) {
            openHandOvers += opened(handOver, 1);
        }
    }

    private void started(AttemptStarted a) {
        tried(new Outstanding(a.event(), a.function()), a.at());
        if (!diedAfter(new HandOver(a.event(), a.function(), a.attempt()), a.at())) {
            openAttempts += opened(new Attempt(a.event(), a.function(), a.attempt(), a.copy()), 1);
        }
    }

    private boolean diedAfter(HandOver handOver, long at) {
        String node = nodes.getOrDefault(handOver, "");
        return deaths.getOrDefault(node, Long.MIN_VALUE) > at;
    }

    /** A dead node ends its attempts and hears no answers. */
    private void gone(String node, long at) {
        deaths.merge(node, at, Math::max);
        open.entrySet().removeIf(e -> {
            HandOver handOver =
                    switch (e.getKey()) {
                        case HandOver h -> h;
                        case Attempt a -> new HandOver(a.event(), a.function(), a.attempt());
                        default -> null;
                    };
            boolean ends = handOver != null && e.getValue() > 0 && node.equals(nodes.get(handOver));
            if (ends && e.getKey() instanceof HandOver) {
                openHandOvers -= e.getValue();
            } else if (ends) {
                openAttempts -= e.getValue();
            }
            return ends;
        });
    }

    private void recorded(Outstanding delivery) {
        of(delivery).recorded = true;
        look(delivery);
    }

    private void settled(Settled s) {
        Outstanding delivery = new Outstanding(s.event(), s.function());
        switch (s.outcome()) {
            case DONE -> of(delivery).settled = true;
            case DEAD -> of(delivery).lastDead = Math.max(of(delivery).lastDead, s.at());
            case RETRY, RELEASED -> {}
        }
        tried(delivery, s.at());
        look(delivery);
    }

    private void ended(AttemptEnded a) {
        Outstanding delivery = new Outstanding(a.event(), a.function());
        if (a.ending() == ChannelEntry.Ending.DONE) {
            of(delivery).finished = true;
        }
        tried(delivery, a.at());
        openAttempts += opened(new Attempt(a.event(), a.function(), a.attempt(), a.copy()), -1);
        look(delivery);
    }

    private Progress of(Outstanding delivery) {
        return progress.computeIfAbsent(delivery, _ -> new Progress());
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
        Progress one = of(delivery);
        one.lastTried = Math.max(one.lastTried, at);
    }

    private void look(Outstanding delivery) {
        Progress one = of(delivery);
        if (one.recorded && !one.isOver()) {
            outstanding.add(delivery);
        } else {
            outstanding.remove(delivery);
        }
    }

    /**
     * Forgets deliveries that are done and were last tried before that time, so that a long run needs no more memory than a
     * short one. Dead letters are kept, since they can be redriven. What was recorded later than that must not have been
     * tried before.
     */
    public void forget(long before) {
        progress.entrySet()
                .removeIf(e ->
                        !outstanding.contains(e.getKey()) && !e.getValue().isDead() && e.getValue().lastTried < before);
        nodes.keySet().removeIf(h -> !progress.containsKey(new Outstanding(h.event(), h.function())));
    }

    /** How many deliveries are remembered. */
    int remembered() {
        return progress.size();
    }

    /** Recorded deliveries that lack a finished attempt or an accepted settle, and are no dead letters; a view. */
    public SortedSet<Outstanding> outstanding() {
        return Collections.unmodifiableSortedSet(outstanding);
    }

    /** How many attempts have begun and not ended. */
    public int openAttempts() {
        return openAttempts;
    }

    /** How many deliveries were handed over and not answered yet: being worked on, or held by the fault injector. */
    public int openHandOvers() {
        return openHandOvers;
    }

    /** The declared faults that have begun and not ended; a view. */
    public Set<String> openFaultWindows() {
        return Collections.unmodifiableSet(windows);
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
        Progress one = progress.get(delivery);
        return one == null ? Long.MIN_VALUE : one.lastTried;
    }
}
