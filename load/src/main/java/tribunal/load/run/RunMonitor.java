package tribunal.load.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import org.HdrHistogram.Histogram;
import tribunal.history.AppModel;
import tribunal.history.ChannelEntry.FateMet;
import tribunal.history.ClientEntry.Kind;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry.CanaryPlaced;
import tribunal.history.HarnessEntry.Outstanding;
import tribunal.history.OutstandingWork;

/**
 * What the harness knows of the run while it lasts, from all witnesses: enough to decide when to stop, and for the live
 * line. Its figures are rough; the judge computes its own. Safe for use by many threads.
 */
public final class RunMonitor {
    /** Versions of orders whose commit is still to be read, or was before the second subscriber saw them. */
    static final int VERSIONS_MAX = 20_000;

    /** Operations that wait for an answer, or never got one. */
    static final int OPERATIONS_MAX = 10_000;

    private static final long FORGET_EVERY_NANOS = 10_000_000_000L;

    /** The database's entries come seconds after the channel's at worst; a minute of silence ends what can be linked. */
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
    private String canary = "";
    private boolean canaryFinished;
    private long faults;

    private record Version(String order, int version) {}

    public RunMonitor(AppModel model) {
        this.model = model;
        this.backlog = new OutstandingWork(model);
    }

    /** A map that forgets the oldest of more than so many. */
    private static <K> Map<K, Long> newest(int most) {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Long> eldest) {
                return size() > most;
            }
        };
    }

    public synchronized void saw(Entry entry) {
        backlog.add(entry);
        switch (entry) {
            case OperationSent sent
            when sent.kind() == Kind.PLACE && sent.send() == 1 -> {
                intendedByOperation.put(sent.operation(), sent.intended());
                placed++;
            }
            case OperationAnswered answered
            when answered.outcome() != Outcome.INDETERMINATE -> {
                Long intended = intendedByOperation.remove(answered.operation());
                placed -= intended != null && answered.outcome() == Outcome.REFUSED ? 1 : 0;
                if (intended != null && answered.outcome() == Outcome.ACKNOWLEDGED) {
                    placeOrder.recordValue(Math.max(0, answered.at() - intended));
                }
            }
            case UpdateReceived update ->
                firstSeen.putIfAbsent(new Version(update.order(), update.version()), update.at());
            case Committed commit -> committed(commit);
            case CanaryPlaced placing -> canary = placing.order();
            case FateMet _ -> faults++;
            default -> {}
        }
        if (entry.at() > nextForgetting) {
            nextForgetting = entry.at() + FORGET_EVERY_NANOS;
            backlog.forget(entry.at() - REMEMBER_NANOS);
        }
    }

    private void committed(Committed commit) {
        Long seen = firstSeen.remove(new Version(commit.order(), commit.version()));
        if (seen != null) {
            fanOut.recordValue(Math.max(0, seen - commit.at()));
        }
        if (model.finals().containsKey(commit.status())) {
            canaryFinished |= commit.order().equals(canary);
            // One that goes from one final status to another (cancelled, then refunded) is finished once.
            if (!model.finals().containsKey(String.valueOf(commit.from()))) {
                finished++;
            }
        }
    }

    /** Whether the canary has been placed and has gone all its way. */
    public synchronized boolean isCanaryFinished() {
        return canaryFinished;
    }

    /** How many single things are remembered, the backlog's aside. */
    synchronized int remembered() {
        return intendedByOperation.size() + firstSeen.size();
    }

    public synchronized SortedSet<Outstanding> outstanding() {
        return backlog.outstanding();
    }

    /**
     * Whether nothing is outstanding, no attempt, hand-over, client's send or fault window is open, and nothing changed
     * since that time.
     */
    public synchronized boolean quietSince(long at) {
        return backlog.outstanding().isEmpty()
                && backlog.openAttempts() == 0
                && backlog.openHandOvers() == 0
                && backlog.openFaultWindows().isEmpty()
                && backlog.openOperations() == 0
                && backlog.lastChange() < at;
    }

    /** Whether nothing has been tried since that time for anything that is outstanding, and no attempt is open. */
    public synchronized boolean silentSince(long at) {
        return backlog.openAttempts() == 0
                && backlog.openOperations() == 0
                && backlog.outstanding().stream().allMatch(o -> backlog.lastTried(o) < at);
    }

    public synchronized long backlog() {
        return backlog.outstanding().size();
    }

    public synchronized LoadStatus status(String phase, long at) {
        return new LoadStatus(
                phase,
                at,
                placed,
                finished,
                placeOrder.getValueAtPercentile(99),
                fanOut.getValueAtPercentile(99),
                faults,
                backlog.outstanding().size());
    }
}
