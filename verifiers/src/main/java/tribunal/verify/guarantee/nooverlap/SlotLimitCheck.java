package tribunal.verify.guarantee.nooverlap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.verify.evidence.DeliveryEvidence;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.evidence.SlotUsage;
import tribunal.verify.verdict.Findings;

/**
 * Checks that a node runs no more attempts of a function at the same time than it has slots. An attempt counts from its
 * hand-over to its answer. An unanswered one counts only as long as it certainly was not given up.
 */
final class SlotLimitCheck {
    private final RunEvidence run;
    private final Findings findings;
    /** For how long an unanswered attempt certainly keeps its slot, in nanoseconds. */
    private final long keptMin;

    private final SortedMap<String, List<HeldSlot>> slots = new TreeMap<>();

    /** A slot of a node and the attempt that holds it. */
    private record HeldSlot(HandedOver handed, long end) {
        long from() {
            return handed.at();
        }
    }

    SlotLimitCheck(RunEvidence run, Duration timeout, Findings findings) {
        this.run = run;
        this.findings = findings;
        keptMin = timeout.toNanos() - run.threadDelayMax();
    }

    void gather(PartitionEvidence evidence) {
        evidence.deliveries().all().forEach(this::gather);
    }

    private void gather(DeliveryEvidence delivery) {
        for (HandedOver handed : delivery.all(HandedOver.class)) {
            long end = Math.min(SlotUsage.end(run, delivery, handed), handed.at() + keptMin);
            slots.computeIfAbsent(handed.function() + " on " + handed.node(), _ -> new ArrayList<>())
                    .add(new HeldSlot(handed, end));
        }
    }

    /** Judges the collected attempts, once all partitions have been read. */
    void judge() {
        slots.forEach(this::judge);
    }

    private void judge(String functionOnNode, List<HeldSlot> all) {
        all.sort(Comparator.comparingLong(HeldSlot::from));
        List<HeldSlot> taken = new ArrayList<>();
        for (HeldSlot next : all) {
            taken.removeIf(slot -> slot.end() <= next.from());
            taken.add(next);
            if (taken.size() > run.limits().concurrency()) {
                String sentence = "%d attempts of %s ran at the same time, but its limit is %d"
                        .formatted(taken.size(), functionOnNode, run.limits().concurrency());
                findings.report(
                        "attempt beyond the limit of slots",
                        sentence,
                        next.handed().entity(),
                        taken.stream().map(HeldSlot::handed).toList());
            }
        }
    }
}
