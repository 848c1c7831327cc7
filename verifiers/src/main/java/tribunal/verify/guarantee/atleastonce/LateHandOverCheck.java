package tribunal.verify.guarantee.atleastonce;

import java.util.ArrayList;
import java.util.List;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.DatabaseEntry.Claimed;
import tribunal.history.JudgeLimits.WaitBounds;
import tribunal.verify.evidence.DeliveryEvidence;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.evidence.SlotUsage;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * Checks prompt hand-overs in runs whose limits set a bound. While nothing is wrong and every node has a free slot for
 * its function, a due delivery is handed over within the bound. A later one was found by a safety net, so the signal
 * that should have woken the dispatcher did not. Waits within the settling time after an outage do not count, and
 * neither do waits in which a claim was lost.
 */
final class LateHandOverCheck {
    private final RunEvidence run;
    private final Findings findings;
    private final WaitBounds bounds;
    private final SlotUsage slots;
    private final List<Wait> waits = new ArrayList<>();

    /** A delivery that waited longer than the bound since it was due. */
    private record Wait(DeliveryEvidence delivery, HandedOver handed, long due) {}

    LateHandOverCheck(RunEvidence run, WaitBounds bounds, Findings findings) {
        this.run = run;
        this.bounds = bounds;
        this.findings = findings;
        slots = new SlotUsage(run);
    }

    void gather(PartitionEvidence evidence) {
        evidence.deliveries().all().stream()
                .filter(delivery -> delivery.recorded().isPresent())
                .forEach(this::gather);
    }

    private void gather(DeliveryEvidence delivery) {
        for (HandedOver handed : delivery.all(HandedOver.class)) {
            slots.add(delivery, handed);
            long due = Math.max(delivery.recorded().orElseThrow().at(), handed.due());
            if (!run.outages().anyOutage(due - bounds.settling().toNanos(), handed.at())
                    && !isClaimedBefore(delivery, handed, due)) {
                findings.countChecked("hand-overs timed", 1);
                if (handed.at() - due > bounds.handOver().toNanos()) {
                    waits.add(new Wait(delivery, handed, due));
                }
            }
        }
    }

    private static boolean isClaimedBefore(DeliveryEvidence delivery, HandedOver handed, long due) {
        return delivery.has(Claimed.class, c -> c.token() != handed.token() && c.at() >= due && c.at() < handed.at());
    }

    /** Judges the collected waits, once all partitions have been read. */
    void judge() {
        waits.forEach(this::judge);
    }

    private void judge(Wait wait) {
        long free = Math.max(
                wait.due(),
                slots.lastFull(wait.handed().function(), wait.handed().at()));
        if (wait.handed().at() - free > bounds.handOver().toNanos()) {
            String sentence =
                    "%s was handed over %s after it was due, though nothing was wrong and its function had a free slot"
                            .formatted(
                                    wait.delivery().description(),
                                    FindingText.millis(wait.handed().at() - wait.due()));
            findings.report(
                    "delivery handed over late",
                    sentence,
                    wait.delivery().entity(),
                    wait.delivery().withEvent(List.of(wait.handed())));
        }
    }
}
