package tribunal.load;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import org.HdrHistogram.Histogram;
import tribunal.history.Backlog;
import tribunal.history.ChannelEntry.FateMet;
import tribunal.history.ClientEntry.Kind;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry.Outstanding;
import tribunal.history.Model;

/**
 * What the harness knows of the run while it lasts, from all witnesses: enough to decide when to stop, and for the live
 * line. Its figures are rough; the judge computes its own. Safe for use by many threads.
 */
final class Watch {
    private final Model model;
    private final Backlog backlog;
    private final Histogram placeOrder = new Histogram(3);
    private final Histogram fanOut = new Histogram(3);
    private final Map<String, Long> intendedByOperation = new HashMap<>();
    private final Map<Version, Long> firstSeen = new HashMap<>();
    private final Set<String> finished = new HashSet<>();
    private long placed;
    private long faults;

    private record Version(String order, int version) {}

    Watch(Model model) {
        this.model = model;
        this.backlog = new Backlog(model);
    }

    synchronized void saw(Entry entry) {
        backlog.add(entry);
        switch (entry) {
            case OperationSent sent
            when sent.kind() == Kind.PLACE && sent.send() == 1 -> {
                intendedByOperation.put(sent.operation(), sent.intended());
                placed++;
            }
            case OperationAnswered answered
            when answered.outcome() == Outcome.ACKNOWLEDGED -> {
                Long intended = intendedByOperation.remove(answered.operation());
                if (intended != null) {
                    placeOrder.recordValue(Math.max(0, answered.at() - intended));
                }
            }
            case UpdateReceived update ->
                firstSeen.putIfAbsent(new Version(update.order(), update.version()), update.at());
            case Committed commit -> committed(commit);
            case FateMet _ -> faults++;
            default -> {}
        }
    }

    private void committed(Committed commit) {
        Long seen = firstSeen.remove(new Version(commit.order(), commit.version()));
        if (seen != null) {
            fanOut.recordValue(Math.max(0, seen - commit.at()));
        }
        if (model.finals().contains(commit.status())) {
            finished.add(commit.order());
        }
    }

    synchronized boolean isFinished(String order) {
        return finished.contains(order);
    }

    synchronized SortedSet<Outstanding> outstanding() {
        return backlog.outstanding();
    }

    /** Whether nothing is outstanding, no attempt and no client's send is open, and nothing changed since that time. */
    synchronized boolean quietSince(long at) {
        return backlog.outstanding().isEmpty()
                && backlog.openAttempts() == 0
                && backlog.openOperations() == 0
                && backlog.lastChange() < at;
    }

    /** Whether nothing has been tried since that time for anything that is outstanding, and no attempt is open. */
    synchronized boolean silentSince(long at) {
        return backlog.openAttempts() == 0
                && backlog.openOperations() == 0
                && backlog.outstanding().stream().allMatch(o -> backlog.lastTried(o) < at);
    }

    synchronized long backlog() {
        return backlog.outstanding().size();
    }

    synchronized LoadStatus status(String phase, long at) {
        return new LoadStatus(
                phase,
                at,
                placed,
                finished.size(),
                placeOrder.getValueAtPercentile(99),
                fanOut.getValueAtPercentile(99),
                faults,
                backlog.outstanding().size());
    }
}
