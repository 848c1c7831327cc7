package tribunal.verify.guarantee.amplification;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tribunal.history.ChannelEntry.ChangesRead;
import tribunal.history.Entry;
import tribunal.verify.evidence.RecordedOutage;
import tribunal.verify.evidence.RecordedOutage.Scope;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.evidence.SubscriptionEvidence;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * Checks that nodes forget subscribers. A violation is a node that reads changes of an entity for its subscribers long
 * after the last of them has left. Nodes that forget no subscriber read, and remember, more and more. A part that was
 * out of service meanwhile may have noticed late, and so may a node whose connection to the client was.
 */
record SubscriberLeakCheck(RunEvidence run, Findings findings) {
    void judge() {
        Map<String, List<SubscriptionEvidence>> byEntity = run.subscriptions().byTopic();
        Set<String> reported = new HashSet<>();
        for (ChangesRead read : run.all(ChangesRead.class)) {
            findings.countChecked("reads for subscribers", 1);
            List<SubscriptionEvidence> subscriptions = byEntity.getOrDefault(read.topic(), List.of());
            if (isNeedless(read, subscriptions) && reported.add(read.node() + " " + read.topic())) {
                reportNeedless(read, subscriptions);
            }
        }
    }

    /** For an entity that never had a subscriber, the time counts from the start of the run. */
    private boolean isNeedless(ChangesRead read, List<SubscriptionEvidence> subscriptions) {
        if (subscriptions.stream().anyMatch(subscription -> subscription.isLiveAt(read.at()))) {
            return false;
        }
        long lastLeft = subscriptions.stream()
                .flatMap(subscription -> subscription.ended().stream())
                .filter(end -> end <= read.at())
                .mapToLong(end -> end)
                .max()
                .orElse(0);
        long since = Math.max(
                Math.max(lastLeft, run.outages().lastOutage(lastLeft, read.at())),
                lastClientOutage(subscriptions, read));
        return since + run.limits().forgottenAfter().toNanos() < read.at();
    }

    /** When a node could first notice that a client had left, if that client's connection was out of service. */
    private long lastClientOutage(List<SubscriptionEvidence> subscriptions, ChangesRead read) {
        return run.outages().recorded().stream()
                .filter(outage -> outage.scope() == Scope.CLIENT && outage.from() <= read.at())
                .filter(outage -> subscriptions.stream().anyMatch(s -> s.isOf(outage.target())))
                .mapToLong(RecordedOutage::to)
                .map(to -> Math.min(to, read.at()))
                .max()
                .orElse(Long.MIN_VALUE);
    }

    private void reportNeedless(ChangesRead read, List<SubscriptionEvidence> subscriptions) {
        List<Entry> proof = new ArrayList<>(List.of(read));
        subscriptions.forEach(subscription -> proof.add(subscription.subscribed()));
        String sentence = "%s still reads changes of %s for subscribers, of whom the last had left %s"
                .formatted(
                        read.node(),
                        read.topic(),
                        subscriptions.stream()
                                .flatMap(subscription -> subscription.ended().stream())
                                .max(Long::compare)
                                .map(end -> FindingText.seconds(read.at() - end) + " before")
                                .orElse("before the run began"));
        findings.reportAbsence("entity read for nobody", sentence, null, proof);
    }
}
