package tribunal.verify;

import static tribunal.verify.Findings.violation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tribunal.history.ClientEntry.BoardUpdateReceived;
import tribunal.history.DatabaseEntry.Committed;

/**
 * The part of subscription that is what boards' frames can show at all: of a status at most as many orders as ever came to it,
 * and no fewer than if all that ever left it had been counted, and none that came. Between the two, a frame depends on which
 * events had been counted: they may come in any order, so a cell can be below zero for a while.
 */
final class BoardCells {
    private final Findings findings;
    private final Map<String, Map<String, Cell>> restaurants = new TreeMap<>();

    /** One status of one restaurant. */
    private static final class Cell {
        private long entered;
        private long left;
        private @Nullable Shown least;
        private @Nullable Shown most;

        void shows(long count, BoardUpdateReceived frame) {
            if (least == null || count < least.count()) {
                least = new Shown(count, frame);
            }
            if (most == null || count > most.count()) {
                most = new Shown(count, frame);
            }
        }
    }

    private record Shown(long count, BoardUpdateReceived frame) {}

    BoardCells(Findings findings) {
        this.findings = findings;
    }

    void committed(Committed c) {
        cell(c.restaurant(), c.status()).entered++;
        if (c.from() != null) {
            cell(c.restaurant(), c.from()).left++;
        }
    }

    void shown(BoardUpdateReceived frame) {
        frame.counts().forEach((status, count) -> cell(frame.restaurant(), status).shows(count, frame));
    }

    private Cell cell(String restaurant, String status) {
        return restaurants
                .computeIfAbsent(restaurant, _ -> new HashMap<>())
                .computeIfAbsent(status, _ -> new Cell());
    }

    /** When all parts have been gone through. */
    void judge() {
        restaurants.forEach((restaurant, cells) -> new TreeMap<>(cells).forEach((status, cell) -> {
            if (cell.most != null && cell.most.count() > cell.entered) {
                convict(restaurant, status, cell.most, "only %d ever were".formatted(cell.entered));
            }
            if (cell.least != null && cell.least.count() < -cell.left) {
                convict(restaurant, status, cell.least, "only %d ever left it".formatted(cell.left));
            }
        }));
    }

    private void convict(String restaurant, String status, Shown shown, String but) {
        String sentence = "the board of %s showed %d orders %s at revision %d, but %s"
                .formatted(restaurant, shown.count(), status, shown.frame().revision(), but);
        findings.absent("board with an impossible count", violation(sentence, null, List.of(shown.frame())));
    }
}
