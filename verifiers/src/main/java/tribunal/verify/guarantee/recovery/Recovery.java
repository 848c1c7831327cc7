package tribunal.verify.guarantee.recovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry.CanaryStarted;
import tribunal.history.HarnessEntry.NodeDied;
import tribunal.history.Phase;
import tribunal.verify.evidence.BacklogProgress;
import tribunal.verify.evidence.ClientOperation;
import tribunal.verify.evidence.DeliveryEvidence;
import tribunal.verify.evidence.EntityEvidence;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.guarantee.Verifier;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * The recovery guarantee: after an outage the backlog empties in time, and the canary entity completes. No node of the
 * app dies by itself, and a poisoned delivery holds up no other ({@link PoisonIsolationCheck}).
 *
 * <p>The backlog is everything that was recorded up to heal; a later delivery must be finished within the bound after
 * its own recording. A backlog without an outage before it is more load than the app could bear. A backlog after a
 * schedule that was sent late comes from the load generator. Neither is a violation of the app.
 */
public final class Recovery implements Verifier {
    /** A scheduled send that leaves more than this after heal is late, in nanoseconds. */
    private static final long LATE_NANOS = 1_000_000_000;

    /** If more than this share of the schedule is late, the backlog after heal comes from the load generator. */
    private static final double LATE_SHARE_MAX = 0.05;

    private final RunEvidence run;
    private final Findings findings;
    private final Findings overdue;
    private final PoisonIsolationCheck isolation;
    private final BacklogProgress firstHandOvers = new BacklogProgress();
    private Optional<EntityEvidence> canary = Optional.empty();
    private long slowest;
    private long late;
    private long latest;

    public Recovery(RunEvidence run) {
        this.run = run;
        findings = run.findingsAcrossClocks();
        overdue = run.findingsAcrossClocks();
        isolation = new PoisonIsolationCheck(run, findings);
        findings.noteUnobservedParts(run.model());
    }

    @Override
    public void judge(PartitionEvidence evidence) {
        canary = canary.or(evidence::canary);
        firstHandOvers.add(evidence);
        run.phases().started(Phase.HEAL).ifPresent(heal -> {
            checkBacklog(evidence, heal);
            evidence.operations().forEach(operation -> countLateSend(operation, heal));
        });
        isolation.gather(evidence);
    }

    private void countLateSend(ClientOperation operation, long heal) {
        boolean isLate =
                operation.first().intended() <= heal && operation.first().at() > heal + LATE_NANOS;
        if (isLate && run.model().isCreation(operation.name())) {
            late++;
            latest = Math.max(latest, operation.first().at() - operation.first().intended());
        }
    }

    @Override
    public Findings findings() {
        reportOverdue();
        checkCanary();
        run.all(NodeDied.class).forEach(this::reportDeath);
        isolation.judge();
        findings.countOpportunities(run.outages().outageCount());
        findings.countChecked("outages", run.outages().outageCount());
        findings.summarize("backlog empty %s after heal, %s and %s"
                .formatted(
                        FindingText.seconds(slowest),
                        FindingText.count(run.outages().outageCount(), "outage"),
                        FindingText.count(findings.checked("poisoned deliveries"), "delivery poisoned")));
        return findings;
    }

    private void checkBacklog(PartitionEvidence evidence, long heal) {
        long bound = run.limits().recoveryBound().toNanos();
        for (DeliveryEvidence delivery : evidence.deliveries().all()) {
            if (delivery.recorded().isPresent() && !evidence.poisoned().containsKey(delivery.id())) {
                findings.countChecked("deliveries", 1);
                Optional<Long> over = delivery.finishedAt();
                slowest = Math.max(slowest, over.orElse(heal) - heal);
                long since = Math.max(heal, delivery.recorded().get().at());
                if (over.orElse(Long.MAX_VALUE) > since + bound + run.clocks().epsilon()) {
                    reportPending(evidence, delivery, since + bound);
                }
            }
        }
    }

    private void reportPending(PartitionEvidence evidence, DeliveryEvidence delivery, long due) {
        if (delivery.finishedAt().isEmpty()
                && run.end().filter(end -> end < due).isPresent()) {
            findings.doubt("a delivery was pending when the run ended, before the bound");
            return;
        }
        String sentence = "%s was still pending %s after %s: %s"
                .formatted(
                        delivery.description(),
                        FindingText.seconds(evidence.limits().recoveryBound().toNanos()),
                        due == heal() + evidence.limits().recoveryBound().toNanos()
                                ? "heal"
                                : "its recording after heal",
                        delivery.progressAt(due));
        overdue.reportAbsence("delivery still pending", sentence, delivery.entity(), delivery.allEntries());
    }

    private long heal() {
        return run.phases().started(Phase.HEAL).orElseThrow();
    }

    /** Reports deliveries that were pending too long, unless too much load, or load sent too late, was the cause. */
    private void reportOverdue() {
        if (run.isRealTime() && late > LATE_SHARE_MAX * run.started().planned()) {
            findings.doubtInsteadOf(
                    overdue,
                    "the load generator sent %s of the schedule's %s after heal, up to %s late"
                            .formatted(
                                    FindingText.number(late),
                                    FindingText.created(run.model()),
                                    FindingText.seconds(latest)));
        } else if (run.outages().outageCount() == 0) {
            findings.doubtInsteadOf(overdue, "no outage came before it: it was more load than the app could bear");
        } else {
            findings.addAll(overdue);
        }
    }

    private void reportDeath(NodeDied died) {
        String sentence = "%s of the app died by itself, %s%s"
                .formatted(
                        died.node(),
                        died.how(),
                        died.log().isEmpty() ? "" : "; the last lines of its log: " + String.join(" / ", died.log()));
        findings.report("node dead", sentence, null, List.of(died));
    }

    private void checkCanary() {
        Optional<CanaryStarted> started = run.kinds().first(CanaryStarted.class);
        boolean arrived = canary.filter(run::isInFinalState).isPresent();
        if (started.isEmpty() || arrived || !run.isComplete()) {
            return;
        }
        long due = started.get().at() + run.limits().canaryBound().toNanos();
        List<String> down = run.outages().nodesDown();
        if (!down.isEmpty()) {
            findings.doubt("the canary is not done, and " + String.join(", ", down) + " is down");
        } else if (run.end().orElse(0L) < due) {
            findings.doubt("the canary was not done when the run ended, before its bound");
        } else if (waitsBehindBacklog()) {
            findings.doubt("the canary is not done, and waits behind a backlog that is still being worked off");
        } else {
            reportStalled(started.get());
        }
    }

    /** Whether the functions that the canary waits for, or any if it was never committed, still got new work. */
    private boolean waitsBehindBacklog() {
        long since = run.end().orElseThrow() - run.limits().longestSilence().toNanos();
        long tolerance = run.limits().longestSilence().toNanos() / 2;
        List<DeliveryEvidence> waiting = canary.stream()
                .flatMap(entity -> entity.deliveries().stream())
                .filter(DeliveryEvidence::isOutstanding)
                .toList();
        return canary.flatMap(EntityEvidence::current).isEmpty()
                ? firstHandOvers.anyAfter(since)
                : !waiting.isEmpty()
                        && waiting.stream()
                                .allMatch(d -> firstHandOvers.isBacklog(
                                        d.id().function(), since, d.lastActivity() + tolerance));
    }

    private void reportStalled(CanaryStarted started) {
        List<Entry> proof = new ArrayList<>(List.of(started));
        canary.ifPresent(entity -> proof.addAll(entity.versions()));
        String sentence = "the canary, %s, stalled %s: %s"
                .formatted(
                        FindingText.entity(started.entity()),
                        canary.flatMap(EntityEvidence::current)
                                .map(Committed::state)
                                .map(state -> "in " + state)
                                .orElse("before its first commit"),
                        canary.map(Recovery::reason).orElse("it was never committed"));
        findings.report("canary stalled", sentence, started.entity(), proof);
    }

    private static String reason(EntityEvidence canary) {
        return canary.deliveries().stream()
                .filter(DeliveryEvidence::isOutstanding)
                .map(d -> d.description() + " was " + d.progressAt(Long.MAX_VALUE))
                .findFirst()
                .orElse("none of its deliveries is outstanding");
    }
}
