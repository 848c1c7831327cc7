package tribunal.verify.measure;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tribunal.history.AppModel;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.verdict.FindingText;

/** Counts the entities by type ({@code orders}), the events, deliveries, attempts and other items of a history. */
public final class HistoryCounts {
    /** What every history is counted for; the other names are those of its entities. */
    private static final List<String> OF_ANY_APP =
            List.of("events", "deliveries", "versions", "updates", "operations", "indeterminate", "attempts");

    private final SortedMap<String, Long> counts = new TreeMap<>();

    public void add(PartitionEvidence evidence) {
        evidence.entities().values().stream()
                .filter(entity -> !entity.versions().isEmpty())
                .forEach(entity -> count(FindingText.plural(AppModel.typeOf(entity.id())), 1));
        count("events", evidence.events().size());
        count("deliveries", deliveries(evidence));
        count("versions", evidence.all(Committed.class).size());
        count("updates", evidence.all(UpdateReceived.class).size());
        count("operations", evidence.operations().size());
        count(
                "indeterminate",
                evidence.operations().stream()
                        .filter(o -> o.outcome() == Outcome.INDETERMINATE)
                        .count());
        count("attempts", evidence.all(HandedOver.class).size());
    }

    private void count(String what, long n) {
        counts.merge(what, n, Long::sum);
    }

    public SortedMap<String, Long> counts() {
        return counts;
    }

    /** The types of entities among counts, in the plural: {@code orders}. */
    public static List<String> types(SortedMap<String, Long> counts) {
        return counts.keySet().stream()
                .filter(what -> !OF_ANY_APP.contains(what))
                .toList();
    }

    /** The word for all entities of a history: {@code orders} if it has one type, else {@code entities}. */
    public static String entities(SortedMap<String, Long> counts) {
        List<String> types = types(counts);
        return types.size() == 1 ? types.getFirst() : "entities";
    }

    /** How many deliveries have a recorded event: each event counts once for every function that must receive it. */
    public static long deliveries(PartitionEvidence evidence) {
        return evidence.deliveries().all().stream()
                .filter(d -> d.recorded().isPresent())
                .count();
    }
}
