package tribunal.verify.guarantee.amplification;

import static tribunal.verify.verdict.Findings.violation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tribunal.history.ChannelEntry.ChangesRead;
import tribunal.history.Entry;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.evidence.SubscriptionEvidence;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;
import tribunal.verify.verdict.Violation;

/**
 * The part of amplification that is subscribers: a node reads changes of an entity for its subscribers, long after the last
 * subscriber of that entity has left; so nodes that forget nobody read, and remember, ever more. What was out of service meanwhile
 * may have been late to notice.
 */
record ForgottenSubscribers(RunEvidence run, Findings findings) {
    void judge() {
        Map<String, List<SubscriptionEvidence>> byEntity =
                run.subscriptions().stream().collect(Collectors.groupingBy(SubscriptionEvidence::entity));
        Set<String> convicted = new HashSet<>();
        for (ChangesRead read : run.all(ChangesRead.class)) {
            findings.checked("reads for subscribers", 1);
            List<SubscriptionEvidence> its = byEntity.getOrDefault(read.entity(), List.of());
            if (isNeedless(read, its) && convicted.add(read.node() + " " + read.entity())) {
                findings.absent("entity read for nobody", needless(read, its));
            }
        }
    }

    /** An entity that nobody ever subscribed to is needless from the first. */
    private boolean isNeedless(ChangesRead read, List<SubscriptionEvidence> its) {
        if (its.stream().anyMatch(subscription -> subscription.liveAt(read.at()))) {
            return false;
        }
        long left = its.stream()
                .flatMap(subscription -> subscription.ended().stream())
                .filter(end -> end <= read.at())
                .mapToLong(end -> end)
                .max()
                .orElse(0);
        long since = Math.max(left, run.troubles().lastOutage(left, read.at()));
        return since + run.limits().forgottenAfter().toNanos() < read.at();
    }

    private static Violation needless(ChangesRead read, List<SubscriptionEvidence> its) {
        List<Entry> proof = new ArrayList<>(List.of(read));
        its.forEach(subscription -> proof.add(subscription.subscribed()));
        String sentence = "%s still reads changes of %s for subscribers, of whom the last had left %s"
                .formatted(
                        read.node(),
                        read.entity(),
                        its.stream()
                                .flatMap(subscription -> subscription.ended().stream())
                                .max(Long::compare)
                                .map(end -> FindingText.seconds(read.at() - end) + " before")
                                .orElse("before the run began"));
        return violation(sentence, null, proof);
    }
}
