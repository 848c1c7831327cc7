package tribunal.verify.guarantee.idempotence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.DatabaseEntry.ViewRead;
import tribunal.history.Entry;
import tribunal.verify.evidence.OrderEvidence;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.verdict.Findings;

/**
 * Checks the read model: compares each restaurant's board with a recount of its orders. A restaurant is left out if one
 * of its orders has anything missing, lost, dead or outstanding. All are left out if no board was read.
 */
final class ViewRecountCheck {
    private static final int SHOWN = 20;

    private final Map<String, ViewRead> boards;
    private final SortedMap<String, Restaurant> restaurants = new TreeMap<>();

    ViewRecountCheck(RunEvidence run) {
        boards = run.boards();
        boards.keySet().forEach(this::restaurant);
    }

    /** The orders of one restaurant: how many are in each status, and the first of each status by id. */
    private static final class Restaurant {
        private boolean complete = true;
        private final SortedMap<String, Long> counts = new TreeMap<>();
        private final Map<String, TreeMap<String, Committed>> first = new TreeMap<>();

        void add(Committed current) {
            counts.merge(current.state(), 1L, Long::sum);
            TreeMap<String, Committed> ofStatus = first.computeIfAbsent(current.state(), _ -> new TreeMap<>());
            ofStatus.put(current.entity(), current);
            if (ofStatus.size() > SHOWN) {
                ofStatus.pollLastEntry();
            }
        }
    }

    private Restaurant restaurant(String name) {
        return restaurants.computeIfAbsent(name, _ -> new Restaurant());
    }

    void gather(PartitionEvidence evidence) {
        if (boards.isEmpty()) {
            return;
        }
        for (OrderEvidence order : evidence.orders().values()) {
            order.current().ifPresent(current -> {
                Restaurant recount = restaurant(current.restaurant());
                recount.complete &= evidence.isComplete(order);
                recount.add(current);
            });
        }
    }

    void judge(Findings findings) {
        restaurants.forEach((name, recount) -> {
            if (recount.complete) {
                findings.countChecked("boards recounted", 1);
                compare(name, recount, findings);
            }
        });
    }

    private void compare(String name, Restaurant recounted, Findings findings) {
        Optional<ViewRead> board = Optional.ofNullable(boards.get(name));
        SortedMap<String, Long> shown = new TreeMap<>(board.map(ViewRead::cells).orElseGet(TreeMap::new));
        shown.values().removeIf(n -> n == 0);
        if (!shown.equals(recounted.counts)) {
            String sentence = "the board of restaurant %s shows %s, but its orders are %s"
                    .formatted(name, shown, recounted.counts);
            List<Entry> proof = new ArrayList<>(differing(recounted, shown));
            board.ifPresent(proof::add);
            findings.report("board wrong", sentence, null, proof);
        }
    }

    /** The orders in the statuses whose counts differ. */
    private static List<Committed> differing(Restaurant recounted, SortedMap<String, Long> shown) {
        return recounted.first.entrySet().stream()
                .filter(s -> !Objects.equals(recounted.counts.get(s.getKey()), shown.get(s.getKey())))
                .flatMap(s -> s.getValue().values().stream())
                .sorted(Comparator.comparing(Committed::entity))
                .limit(SHOWN)
                .toList();
    }
}
