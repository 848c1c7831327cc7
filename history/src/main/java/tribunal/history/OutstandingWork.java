package tribunal.history;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
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

/**
 * The unfinished work, computed from the entries so far: recorded deliveries without an end, and running attempts and
 * client operations. Entries of different witnesses may come in any order. Not thread-safe.
 */
public final class OutstandingWork {
    private final AppModel model;
    private final Map<DeliveryId, Progress> progress = new HashMap<>();
    private final SortedSet<DeliveryId> outstanding = new TreeSet<>();
    private final Set<String> windows = new TreeSet<>();
    private final Balance<Attempt> attempts = new Balance<>();
    private final Balance<HandOver> handOvers = new Balance<>();
    private final Balance<Send> sends = new Balance<>();
    private final Map<HandOver, String> nodes = new HashMap<>();
    private final Map<String, Long> deaths = new HashMap<>();
    private long lastChange = Long.MIN_VALUE;

    /** The state of one delivery according to the entries seen so far. */
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

        /** Whether it was given up and not claimed since. A redriven dead letter is outstanding again. */
        boolean isDead() {
            return lastDead > lastClaimed;
        }
    }

    /** Counts beginnings less ends by key; an end may come before its beginning. */
    private static final class Balance<K> {
        private final Map<K, Integer> counts = new HashMap<>();
        private int open;

        void change(K key, int by) {
            int before = counts.getOrDefault(key, 0);
            int after = before + by;
            counts.put(key, after);
            counts.remove(key, 0);
            open += Math.max(after, 0) - Math.max(before, 0);
        }

        /** Ends whatever is open under these keys. */
        void end(Predicate<K> keys) {
            counts.entrySet().removeIf(e -> {
                boolean ends = e.getValue() > 0 && keys.test(e.getKey());
                open -= ends ? e.getValue() : 0;
                return ends;
            });
        }
    }

    private record HandOver(String event, String function, int attempt) {
        static HandOver of(AttemptEntry entry) {
            return new HandOver(entry.event(), entry.function(), entry.attempt());
        }
    }

    private record Attempt(HandOver handOver, int copy) {}

    private record Send(String operation, int send) {}

    public OutstandingWork(AppModel model) {
        this.model = model;
    }

    public void add(Entry entry) {
        switch (entry) {
            case EventRecorded e ->
                model.functionsOf(e.eventType()).forEach(function -> recorded(new DeliveryId(e.event(), function)));
            case Settled s -> settled(s);
            case Claimed c -> claimed(c);
            case HandedOver h -> handedOver(h);
            case Answered a -> handOvers.change(HandOver.of(a), -1);
            case AttemptStarted a -> started(a);
            case AttemptEnded a -> ended(a);
            case OperationSent o -> sends.change(new Send(o.operation(), o.send()), 1);
            case OperationAnswered o -> sends.change(new Send(o.operation(), o.send()), -1);
            case HarnessEntry.NodeKilled killed -> nodeEnded(killed.node(), killed.at());
            case HarnessEntry.NodeDied died -> nodeEnded(died.node(), died.at());
            case HarnessEntry.FaultWindowOpened w -> windows.add(w.fault());
            case HarnessEntry.FaultWindowClosed w -> windows.remove(w.fault());
            default -> {}
        }
        if (isProgress(entry)) {
            lastChange = Math.max(lastChange, entry.at());
        }
    }

    private static boolean isProgress(Entry entry) {
        return entry instanceof Committed
                || entry instanceof EventRecorded
                || entry instanceof Settled
                || entry instanceof AttemptStarted
                || entry instanceof AttemptEnded
                || entry instanceof OperationSent
                || entry instanceof OperationAnswered;
    }

    private void claimed(Claimed c) {
        DeliveryId delivery = new DeliveryId(c.event(), c.function());
        progressOf(delivery).lastClaimed = Math.max(progressOf(delivery).lastClaimed, c.at());
        recordTry(delivery, c.at());
        updateOutstanding(delivery);
    }

    private void handedOver(HandedOver h) {
        HandOver handOver = HandOver.of(h);
        recordTry(new DeliveryId(h.event(), h.function()), h.at());
        nodes.put(handOver, h.node());
        if (!diedAfter(handOver, h.at())) {
            handOvers.change(handOver, 1);
        }
    }

    private void started(AttemptStarted a) {
        recordTry(new DeliveryId(a.event(), a.function()), a.at());
        if (!diedAfter(HandOver.of(a), a.at())) {
            attempts.change(new Attempt(HandOver.of(a), a.copy()), 1);
        }
    }

    private boolean diedAfter(HandOver handOver, long at) {
        String node = nodes.getOrDefault(handOver, "");
        return deaths.getOrDefault(node, Long.MIN_VALUE) > at;
    }

    /** Ends all attempts and hand-overs of a node that died: it receives no more answers. */
    private void nodeEnded(String node, long at) {
        deaths.merge(node, at, Math::max);
        handOvers.end(handOver -> node.equals(nodes.get(handOver)));
        attempts.end(attempt -> node.equals(nodes.get(attempt.handOver())));
    }

    private void recorded(DeliveryId delivery) {
        progressOf(delivery).recorded = true;
        updateOutstanding(delivery);
    }

    private void settled(Settled s) {
        DeliveryId delivery = new DeliveryId(s.event(), s.function());
        switch (s.outcome()) {
            case DONE -> progressOf(delivery).settled = true;
            case DEAD -> progressOf(delivery).lastDead = Math.max(progressOf(delivery).lastDead, s.at());
            case RETRY, RELEASED -> {}
        }
        recordTry(delivery, s.at());
        updateOutstanding(delivery);
    }

    private void ended(AttemptEnded a) {
        DeliveryId delivery = new DeliveryId(a.event(), a.function());
        if (a.ending() == ChannelEntry.Ending.DONE) {
            progressOf(delivery).finished = true;
        }
        recordTry(delivery, a.at());
        attempts.change(new Attempt(HandOver.of(a), a.copy()), -1);
        updateOutstanding(delivery);
    }

    private Progress progressOf(DeliveryId delivery) {
        return progress.computeIfAbsent(delivery, _ -> new Progress());
    }

    private void recordTry(DeliveryId delivery, long at) {
        Progress state = progressOf(delivery);
        state.lastTried = Math.max(state.lastTried, at);
    }

    private void updateOutstanding(DeliveryId delivery) {
        Progress state = progressOf(delivery);
        if (state.recorded && !state.isOver()) {
            outstanding.add(delivery);
        } else {
            outstanding.remove(delivery);
        }
    }

    /**
     * Forgets deliveries that are done and were last tried before that time, which bounds the memory of a long run.
     * Dead letters are kept, since they can be redriven. The caller makes sure that no delivery tried
     * before that time is recorded after it.
     */
    public void forget(long before) {
        progress.entrySet()
                .removeIf(e ->
                        !outstanding.contains(e.getKey()) && !e.getValue().isDead() && e.getValue().lastTried < before);
        nodes.keySet().removeIf(h -> !progress.containsKey(new DeliveryId(h.event(), h.function())));
    }

    int remembered() {
        return progress.size();
    }

    /** Recorded deliveries that lack a finished attempt or an accepted settle and are not dead letters; a view. */
    public SortedSet<DeliveryId> outstanding() {
        return Collections.unmodifiableSortedSet(outstanding);
    }

    /** The number of attempts that have started and not ended. */
    public int openAttempts() {
        return attempts.open;
    }

    /** The number of deliveries that were handed over and not answered yet: running, or held by the fault injector. */
    public int openHandOvers() {
        return handOvers.open;
    }

    /** The declared faults that have begun and not ended; a view. */
    public Set<String> openFaultWindows() {
        return Collections.unmodifiableSet(windows);
    }

    /** The number of client sends without an answer yet. */
    public int openOperations() {
        return sends.open;
    }

    /** The time of the last change, in nanoseconds; {@link Long#MIN_VALUE} if nothing changed. */
    public long lastChange() {
        return lastChange;
    }

    /** The time of this delivery's last claim, hand-over, attempt or settle; {@link Long#MIN_VALUE} for none. */
    public long lastTried(DeliveryId delivery) {
        Progress state = progress.get(delivery);
        return state == null ? Long.MIN_VALUE : state.lastTried;
    }
}
