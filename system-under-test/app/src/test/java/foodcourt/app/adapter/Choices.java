package foodcourt.app.adapter;

import java.util.ArrayList;
import java.util.List;

/** Goes through all ways to choose, one run after the other. */
final class Choices {
    private final List<Integer> picks = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();
    private int made;

    /** A number from 0 to {@code size} − 1. */
    int pick(int size) {
        if (made == picks.size()) {
            picks.add(0);
            sizes.add(size);
        }
        return picks.get(made++);
    }

    /** Begins a new run with other choices; false if there are no more. */
    boolean next() {
        made = 0;
        while (!picks.isEmpty()) {
            int pick = picks.removeLast() + 1;
            int size = sizes.removeLast();
            if (pick < size) {
                picks.add(pick);
                sizes.add(size);
                return true;
            }
        }
        return false;
    }
}
