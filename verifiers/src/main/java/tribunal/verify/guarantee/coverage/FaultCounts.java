package tribunal.verify.guarantee.coverage;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.ChannelEntry.FateDecided;
import tribunal.history.ChannelEntry.FateMet;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.FateKind;
import tribunal.history.HarnessEntry.FaultStruck;
import tribunal.history.HarnessEntry.FaultWindowOpened;
import tribunal.history.HarnessEntry.TransactionDisturbed;
import tribunal.verify.evidence.DeliveryEvidence;
import tribunal.verify.evidence.EntityEvidence;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RecordedOutage;
import tribunal.verify.evidence.RunEvidence;

/**
 * Counts of faults by kind: decided, met, and not met (decided, but the attempt was over before the fate could
 * happen). A fate that makes copies is met once for each copy. A reorder is met only where a later event of the entity
 * was handed over before the attempt began. A fault window counts by its strikes, or by its openings if no strikes are
 * recorded. An outage of a node or client counts by its beginnings: a node that is asked to stop is not killed as well.
 */
public final class FaultCounts {
    private static final String CHAOS_MONKEY = "chaos-monkey";
    private static final String REORDER = FateKind.REORDER.label();

    private record AttemptFate(String event, String function, int attempt, String fate) {}

    private final RunEvidence run;
    private final SortedMap<String, Long> met = new TreeMap<>();
    private final SortedMap<String, Long> decided = new TreeMap<>();
    private final SortedMap<String, Long> notMet = new TreeMap<>();
    private long reorders;

    public FaultCounts(RunEvidence run) {
        this.run = run;
        Arrays.stream(FateKind.values()).forEach(kind -> met.put(kind.label(), 0L));
        met.put(CHAOS_MONKEY, 0L);
    }

    public void add(PartitionEvidence evidence) {
        Set<AttemptFate> metFates = new HashSet<>();
        for (FateMet m : evidence.all(FateMet.class)) {
            metFates.add(new AttemptFate(m.event(), m.function(), m.attempt(), m.fate()));
            met.merge(m.fate(), 1L, Long::sum);
        }
        for (FateDecided d : evidence.all(FateDecided.class)) {
            decided.merge(d.fate(), 1L, Long::sum);
            if (!d.fate().equals(REORDER)
                    && !metFates.contains(new AttemptFate(d.event(), d.function(), d.attempt(), d.fate()))) {
                notMet.merge(d.fate(), 1L, Long::sum);
            }
        }
        reorders += decided.containsKey(REORDER) ? reorders(evidence) : 0;
    }

    public SortedMap<String, Long> met() {
        SortedMap<String, Long> faults = new TreeMap<>(met);
        faults.putAll(windows());
        faults.putAll(outages());
        faults.put(REORDER, reorders);
        return faults;
    }

    private SortedMap<String, Long> windows() {
        SortedMap<String, Long> windows = new TreeMap<>();
        run.all(FaultWindowOpened.class).forEach(opened -> windows.merge(opened.fault(), 1L, Long::sum));
        run.all(FaultStruck.class).forEach(s -> windows.put(s.fault(), 0L));
        run.all(FaultStruck.class)
                .forEach(s -> s.strikes().values().forEach(n -> windows.merge(s.fault(), n, Long::sum)));
        return windows;
    }

    /** Outages that have entries of their own: those of single nodes, single clients, and single transactions. */
    private SortedMap<String, Long> outages() {
        SortedMap<String, Long> outages = new TreeMap<>();
        run.outages().recorded().stream()
                .filter(o -> o.scope() != RecordedOutage.Scope.ALL && !o.fault().equals(RecordedOutage.DIED))
                .forEach(o -> outages.merge(o.fault(), 1L, Long::sum));
        run.all(TransactionDisturbed.class).forEach(d -> outages.merge(d.fault(), 1L, Long::sum));
        return outages;
    }

    public SortedMap<String, Long> decided() {
        return decided;
    }

    public SortedMap<String, Long> notMet() {
        SortedMap<String, Long> all = new TreeMap<>(notMet);
        long inOrder = decided.getOrDefault(REORDER, 0L) - reorders;
        if (inOrder > 0) {
            all.put(REORDER, inOrder);
        }
        return all;
    }

    private static long reorders(PartitionEvidence evidence) {
        return evidence.entities().values().stream()
                .mapToLong(entity -> entity.deliveries().stream()
                        .flatMap(d -> d.all(FateDecided.class).stream()
                                .filter(f -> f.fate().equals(REORDER))
                                .filter(f -> isInverted(entity, d, f)))
                        .count())
                .sum();
    }

    private static boolean isInverted(EntityEvidence entity, DeliveryEvidence delivery, FateDecided decided) {
        int version = delivery.recorded().orElseThrow().version();
        return delivery.first(AttemptStarted.class, s -> s.attempt() == decided.attempt() && s.copy() == 0)
                .filter(started -> entity.deliveries().stream()
                        .filter(other -> other.recorded().orElseThrow().version() > version)
                        .anyMatch(other -> other.has(HandedOver.class, h -> h.at() < started.at())))
                .isPresent();
    }
}
