package tribunal.verify;

import static tribunal.verify.Findings.violation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tribunal.history.DatabaseEntry.BoardRead;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.Entry;

/**
 * The part of idempotent-outcomes that is the read model: each restaurant's board against a recount of its orders. A
 * restaurant one of whose orders has anything missing, lost, dead or outstanding is left out, and all are if no board was
 * read.
 */
final class BoardRecount {
    private static final int SHOWN = 20;

    private BoardRecount() {}

    static void judge(Evidence evidence, Findings findings) {
        if (evidence.boards().isEmpty()) {
            return;
        }
        Map<String, List<OrderEvidence>> orders = evidence.orders().values().stream()
                .filter(o -> o.current().isPresent())
                .collect(Collectors.groupingBy(
                        o -> o.current().orElseThrow().restaurant(), TreeMap::new, Collectors.toList()));
        TreeSet<String> restaurants = new TreeSet<>(orders.keySet());
        restaurants.addAll(evidence.boards().keySet());
        for (String restaurant : restaurants) {
            List<OrderEvidence> its = orders.getOrDefault(restaurant, List.of());
            if (its.stream().allMatch(evidence::complete)) {
                compare(restaurant, its, Optional.ofNullable(evidence.boards().get(restaurant)), findings);
            }
        }
    }

    private static void compare(
            String restaurant, List<OrderEvidence> orders, Optional<BoardRead> board, Findings findings) {
        SortedMap<String, Long> recount = new TreeMap<>();
        current(orders).forEach(c -> recount.merge(c.status(), 1L, Long::sum));
        SortedMap<String, Long> shown =
                new TreeMap<>(board.map(BoardRead::counts).orElseGet(TreeMap::new));
        shown.values().removeIf(n -> n == 0);
        findings.checked("boards recounted", 1);
        if (!shown.equals(recount)) {
            String sentence =
                    "the board of restaurant %s shows %s, but its orders are %s".formatted(restaurant, shown, recount);
            findings.violated("board wrong", violation(sentence, null, proof(orders, board, shown, recount)));
        }
    }

    private static List<Committed> current(List<OrderEvidence> orders) {
        return orders.stream().flatMap(o -> o.current().stream()).toList();
    }

    /** The board, and orders in the statuses that differ. */
    private static List<Entry> proof(
            List<OrderEvidence> orders, Optional<BoardRead> board, Map<String, Long> shown, Map<String, Long> recount) {
        List<Entry> proof = new ArrayList<>(current(orders).stream()
                .filter(c -> !Objects.equals(recount.get(c.status()), shown.get(c.status())))
                .limit(SHOWN)
                .toList());
        board.ifPresent(proof::add);
        return proof;
    }
}
