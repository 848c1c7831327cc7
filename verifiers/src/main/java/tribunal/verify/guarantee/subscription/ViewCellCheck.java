package tribunal.verify.guarantee.subscription;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import tribunal.history.ClientEntry.ViewReceived;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.verify.evidence.EntityEvidence;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * Checks the cells of views that topics show. Each frame is compared with a recount. A view at revision r has counted r
 * of the changes that were committed by then. So no cell differs from the recount of all changes by more than the number
 * of changes not yet counted. The view also has not counted more changes than there are. Cells below zero, or above the
 * number of entities, break this bound too.
 */
final class ViewCellCheck {
    private final RunEvidence run;
    private final Findings findings;
    private final boolean isDeclared;
    /**
     * The first frame of each view and revision. The earliest frame is the strictest test: fewer changes were
     * committed by then.
     */
    private final Map<String, Map<Long, ViewReceived>> frames = new TreeMap<>();

    private final Map<String, List<Change>> changes = new HashMap<>();

    /** An entity of a view left one state, or none, and entered another. */
    private record Change(long at, String from, String to) {}

    ViewCellCheck(RunEvidence run, Findings findings) {
        this.run = run;
        this.findings = findings;
        isDeclared = run.model().topics().values().stream().anyMatch(topic -> topic.view() != null);
    }

    /** Collects frames and changes: a view's frames and its entities can be in different partitions of the history. */
    void judge(PartitionEvidence evidence) {
        if (!isDeclared) {
            return;
        }
        for (ViewReceived frame : evidence.all(ViewReceived.class)) {
            frames.computeIfAbsent(frame.view() + ":" + frame.key(), _ -> new HashMap<>())
                    .putIfAbsent(frame.revision(), frame);
        }
        for (EntityEvidence entity : evidence.entities().values()) {
            String from = "";
            for (Committed c : entity.versions()) {
                Change change = new Change(c.at(), from, c.state());
                run.viewsOf(c)
                        .forEach(view -> changes.computeIfAbsent(view, _ -> new ArrayList<>())
                                .add(change));
                from = c.state();
            }
        }
    }

    /** Compares frames with recounts, once all partitions were read. Reports only a view's first wrong frame. */
    void atEnd() {
        frames.forEach((view, byRevision) -> {
            List<ViewReceived> inTime = new ArrayList<>(byRevision.values());
            inTime.sort(Comparator.comparingLong(ViewReceived::at));
            compare(inTime, changes.getOrDefault(view, List.of()));
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

    /** The word for the entities that a view counts. */
    private String shown(String view) {
        return Optional.ofNullable(run.model().views().get(view))
                .map(declared -> FindingText.plural(declared.shows()))
                .orElse("entities");
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
                        .anyMatch(state ->
                                Math.abs(frame.cells().getOrDefault(state, 0L) - recount.getOrDefault(state, 0L))
                                        > uncounted);
    }

    private void reportImpossible(ViewReceived frame, SortedMap<String, Long> recount, int counted) {
        String sentence = "the %s showed %s at revision %d, but after %s its %s were %s"
                .formatted(
                        FindingText.view(frame.view(), frame.key()),
                        frame.cells(),
                        frame.revision(),
                        FindingText.count(counted, "change"),
                        shown(frame.view()),
                        recount);
        findings.reportAbsence(frame.view() + " with impossible counts", sentence, null, List.of(frame));
    }
}
