package tribunal.verify;

import static tribunal.verify.Findings.violation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import tribunal.history.ClientEntry.BoardUpdateReceived;
import tribunal.history.DatabaseEntry.Committed;

/**
 * The part of subscription that is the cells of boards, for topics that the model declares as views: each frame against a
 * recount. A board at revision r has counted r of the changes that were committed by then. So it is no further from the
 * recount of all of them, in any cell, than the number that it has not counted yet; and it has not counted more than there
 * are. A cell below zero, or above the number of orders, is outside of that.
 */
final class BoardCells {
    private final RunEvidence run;
    private final Findings findings;
    private final Set<String> watched = new HashSet<>();
    private final Map<String, List<Change>> changes = new HashMap<>();

    /** An order of a restaurant left one status, or none, and entered another. */
    private record Change(long at, String from, String to) {}

    BoardCells(RunEvidence run, Findings findings) {
        this.run = run;
        this.findings = findings;
        if (run.model().topics().values().stream().anyMatch(topic -> topic.view())) {
            run.all(BoardUpdateReceived.class).forEach(frame -> watched.add(frame.restaurant()));
        }
    }

    /** Gathers the changes of the restaurants that somebody watches. */
    void judge(Evidence evidence) {
        if (watched.isEmpty()) {
            return;
        }
        for (OrderEvidence order : evidence.orders().values()) {
            String from = "";
            for (Committed c : order.versions()) {
                if (watched.contains(c.restaurant())) {
                    changes.computeIfAbsent(c.restaurant(), _ -> new ArrayList<>())
                            .add(new Change(c.at(), from, c.status()));
                }
                from = c.status();
            }
        }
    }

    /** Compares, when all parts have been gone through. A board is convicted of its first wrong frame. */
    void atEnd() {
        Map<String, List<BoardUpdateReceived>> frames = new TreeMap<>();
        if (!watched.isEmpty()) {
            run.all(BoardUpdateReceived.class)
                    .forEach(frame -> frames.computeIfAbsent(frame.restaurant(), _ -> new ArrayList<>())
                            .add(frame));
        }
        frames.forEach((restaurant, its) -> compare(its, changes.getOrDefault(restaurant, List.of())));
    }

    private void compare(List<BoardUpdateReceived> frames, List<Change> unsorted) {
        List<Change> all = new ArrayList<>(unsorted);
        all.sort(Comparator.comparingLong(Change::at));
        SortedMap<String, Long> recount = new TreeMap<>();
        int counted = 0;
        for (BoardUpdateReceived frame : frames) {
            while (counted < all.size()
                    && all.get(counted).at() <= frame.at() + run.clocks().epsilon()) {
                count(all.get(counted++), recount);
            }
            if (isWrong(frame, recount, counted)) {
                findings.absent("board with impossible counts", impossible(frame, recount, counted));
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

    private static boolean isWrong(BoardUpdateReceived frame, SortedMap<String, Long> recount, int counted) {
        long uncounted = counted - frame.revision();
        if (uncounted < 0) {
            return true;
        }
        Set<String> statuses = new TreeSet<>(recount.keySet());
        statuses.addAll(frame.counts().keySet());
        for (String status : statuses) {
            long shown = frame.counts().getOrDefault(status, 0L);
            if (Math.abs(shown - recount.getOrDefault(status, 0L)) > uncounted) {
                return true;
            }
        }
        return false;
    }

    private static Violation impossible(BoardUpdateReceived frame, SortedMap<String, Long> recount, int counted) {
        String sentence = "the board of %s showed %s at revision %d, but after %s its orders were %s"
                .formatted(
                        frame.restaurant(),
                        frame.counts(),
                        frame.revision(),
                        Wording.count(counted, "change"),
                        recount);
        return violation(sentence, null, List.of(frame));
    }
}
