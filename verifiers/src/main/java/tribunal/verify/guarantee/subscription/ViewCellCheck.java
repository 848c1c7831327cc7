package tribunal.verify.guarantee.subscription;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import tribunal.history.ClientEntry.ViewReceived;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.verify.evidence.OrderEvidence;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * Checks the cells of boards for topics that the model declares as views. Each frame is compared with a recount. A
 * board at revision r has counted r of the changes that were committed by then. So no cell differs from the recount of
 * all changes by more than the number of changes not yet counted. The board also has not counted more changes than
 * there are. Cells below zero, or above the number of orders, break this bound too.
 */
final class ViewCellCheck {
    private final RunEvidence run;
    private final Findings findings;
    private final boolean isDeclared;
    /**
     * The first frame of each restaurant and revision. The earliest frame is the strictest test: fewer changes were
     * committed by then.
     */
    private final Map<String, Map<Long, ViewReceived>> frames = new TreeMap<>();

    private final Map<String, List<Change>> changes = new HashMap<>();

    /** An order of a restaurant left one status, or none, and entered another. */
    private record Change(long at, String from, String to) {}

    ViewCellCheck(RunEvidence run, Findings findings) {
        this.run = run;
        this.findings = findings;
        isDeclared = run.model().topics().values().stream().anyMatch(topic -> topic.view());
    }

    /** Collects frames and changes: a board's frames and its orders can be in different partitions of the history. */
    void judge(PartitionEvidence evidence) {
        if (!isDeclared) {
            return;
        }
        for (ViewReceived frame : evidence.all(ViewReceived.class)) {
            frames.computeIfAbsent(frame.key(), _ -> new HashMap<>()).putIfAbsent(frame.revision(), frame);
        }
        for (OrderEvidence order : evidence.orders().values()) {
            String from = "";
            for (Committed c : order.versions()) {
                changes.computeIfAbsent(c.restaurant(), _ -> new ArrayList<>())
                        .add(new Change(c.at(), from, c.state()));
                from = c.state();
            }
        }
    }

    /** Compares frames with recounts, once all partitions were read. Reports only a board's first wrong frame. */
    void atEnd() {
        frames.forEach((restaurant, byRevision) -> {
            List<ViewReceived> inTime = new ArrayList<>(byRevision.values());
            inTime.sort(Comparator.comparingLong(ViewReceived::at));
            compare(inTime, changes.getOrDefault(restaurant, List.of()));
        });
    }

    private void compare(List<ViewReceived> frames, List<Change> unsorted) {
        List<Change> all = new ArrayList<>(unsorted);
        all.sort(Comparator.comparingLong(Change::at));
        SortedMap<String, Long> recount = new TreeMap<>();
        int counted = 0;
        for (ViewReceived frame : frames) {
            while (counted < all.size()
                    && all.get(counted).at() <= frame.at() + run.clocks().epsilon()) {
                count(all.get(counted++), recount);
            }
            if (isWrong(frame, recount, counted)) {
                reportImpossible(frame, recount, counted);
                return;
            }
        }
    }

    private static void count(Change change, SortedMap<String, Long> recount) {
        if (!change.from().isEmpty()) {
            recount.merge(change.from(), -1L, Long::sum);
        }
        recount.merge(change.to(), 1L, Long::sum);
    }

    private static boolean isWrong(ViewReceived frame, SortedMap<String, Long> recount, int counted) {
        long uncounted = counted - frame.revision();
        return uncounted < 0
                || Stream.concat(recount.keySet().stream(), frame.cells().keySet().stream())
                        .anyMatch(status ->
                                Math.abs(frame.cells().getOrDefault(status, 0L) - recount.getOrDefault(status, 0L))
                                        > uncounted);
    }

    private void reportImpossible(ViewReceived frame, SortedMap<String, Long> recount, int counted) {
        String sentence = "the board of %s showed %s at revision %d, but after %s its orders were %s"
                .formatted(frame.key(), frame.cells(), frame.revision(), FindingText.count(counted, "change"), recount);
        findings.reportAbsence("board with impossible counts", sentence, null, List.of(frame));
    }
}
