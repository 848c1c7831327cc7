package foodcourt.app.adapter;

import foodcourt.port.Delivery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * The tokens of one schedule, numbered from 1. In which order a claim draws them for what was ready at the same moment
 * is the server's choice, so within a claim they are numbered in the order of the deliveries.
 */
final class Numbering {
    private final long before;
    private final TreeMap<Long, Long> numbers = new TreeMap<>();

    /** @param before the last token that was drawn before the schedule */
    Numbering(long before) {
        this.before = before;
    }

    void drawn(List<Delivery> claimed) {
        List<Long> values = new ArrayList<>(
                claimed.stream().map(d -> d.token().value()).sorted().toList());
        claimed.stream()
                .sorted(Comparator.comparing(d -> d.id().event()))
                .forEach(d -> numbers.put(d.token().value(), values.removeFirst() - before));
    }

    long of(long token) {
        return numbers.getOrDefault(token, token - before);
    }
}
