package tribunal.load.harness;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import org.HdrHistogram.Histogram;
import tribunal.history.AppModel;
import tribunal.history.ChannelEntry.FateMet;
import tribunal.history.ClientEntry;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.DeliveryId;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry.CanaryStarted;
import tribunal.history.OutstandingWork;

/**
 * The state of a run in progress, from the entries of all witnesses. It decides when to stop and feeds the progress
 * line. Its figures are rough; the judge computes its own. Thread-safe.
 */
public final class RunMonitor {
    /**
     * The most versions that wait for their commit. A version that is first seen after its commit was read, or seen
     * again, waits until it is dropped as the oldest.
     */
    static final int VERSIONS_MAX = 20_000;

    /** The most operations that wait for their answer. */
    static final int OPERATIONS_MAX = 10_000;

    private static final long FORGET_EVERY_NANOS = 10_000_000_000L;

    /** Entries are kept for a minute: the database's entries come at most seconds after the channel's. */
    private static final long REMEMBER_NANOS = 60_000_000_000L;

    private final AppModel model;
    private final OutstandingWork backlog;
    private final Histogram placeOrder = new Histogram(3);
    private final Histogram fanOut = new Histogram(3);
    private final Map<String, Long> intendedByOperation = newest(OPERATIONS_MAX);
    private final Map<Version, Long> firstSeen = newest(VERSIONS_MAX);
    private long nextForgetting;
    private long placed;
    private long finished;
    private String activity = "database";
    private String canary = "";
    private boolean canaryFinished;
    private long faults;

    private record Version(String entity, int version) {}

    public RunMonitor(AppModel model) {
        this.model = model;
        this.backlog = new OutstandingWork(model);
    }

    /** A map that drops its oldest entry when it holds more than {@code max}. */
    private static <K> Map<K, Long> newest(int max) {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Long> eldest) {
                return size() > max;
            }
        };
    }

    public synchronized void observe(Entry entry) {
        backlog.add(entry);
        switch (entry) {
            case ClientEntry.OperationSent sent
            when model.isCreation(sent.name()) && sent.send() == 1 -> {
                intendedByOperation.put(sent.operation(), sent.intended());
                placed++;
            }
            case ClientEntry.OperationAnswered answered
            when answered.outcome() != Outcome.INDETERMINATE -> {
                Long intended = intendedByOperation.remove(answered.operation());
                placed -= intended != null && answered.outcome() == Outcome.REFUSED ? 1 : 0;
                if (intended != null && answered.outcome() == Outcome.ACKNOWLEDGED) {
                    placeOrder.recordValue(Math.max(0, answered.at() - intended));
                }
            }
            case ClientEntry.UpdateReceived update ->
                firstSeen.putIfAbsent(new Version(update.entity(), update.version()), update.at());
            case Committed commit -> committed(commit);
            case CanaryStarted placing -> canary = placing.entity();
            case FateMet _ -> faults++;
            default -> {}
        }
        if (entry.at() > nextForgetting) {
            nextForgetting = entry.at() + FORGET_EVERY_NANOS;
            backlog.forget(entry.at() - REMEMBER_NANOS);
        }
    }

    private void committed(Committed commit) {
        Long firstSeenAt = firstSeen.remove(new Version(commit.entity(), commit.version()));
        if (firstSeenAt != null) {
            fanOut.recordValue(Math.max(0, firstSeenAt - commit.at()));
        }
        if (model.isFinal(commit.entity(), commit.state())) {
            canaryFinished |= commit.entity().equals(canary);
            // An entity that changes between final states counts once.
            if (!model.isFinal(commit.entity(), String.valueOf(commit.from()))) {
                finished++;
            }
        }
    }

    public synchronized boolean isCanaryFinished() {
        return canaryFinished;
    }

    /** Number of remembered operations and versions, without those of the backlog. */
    synchronized int remembered() {
        return intendedByOperation.size() + firstSeen.size();
    }

    public synchronized SortedSet<DeliveryId> outstanding() {
        return backlog.outstanding();
    }

    /** Whether nothing is outstanding or open (attempt, hand-over, send, fault window) or changed since {@code at}. */
    public synchronized boolean quietSince(long at) {
        return backlog.outstanding().isEmpty()
                && backlog.openAttempts() == 0
                && backlog.openHandOvers() == 0
                && backlog.openFaultWindows().isEmpty()
                && backlog.openOperations() == 0
                && backlog.lastChange() < at;
    }

    /** Whether no attempt or send is open, and no outstanding work has been tried since {@code at}. */
    public synchronized boolean silentSince(long at) {
        return backlog.openAttempts() == 0
                && backlog.openOperations() == 0
                && backlog.outstanding().stream().allMatch(o -> backlog.lastTried(o) < at);
    }

    public synchronized long backlog() {
        return backlog.outstanding().size();
    }

    /** Sets what the run does from now on, for the progress line. */
    public synchronized void setActivity(String now) {
        activity = now;
    }

    public synchronized LoadStatus status(long at) {
        return new LoadStatus(
                activity,
                at,
                placed,
                finished,
                placeOrder.getValueAtPercentile(99),
                fanOut.getValueAtPercentile(99),
                faults,
                backlog.outstanding().size());
    }
}
