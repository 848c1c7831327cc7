package tribunal.verify.guarantee.coverage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tribunal.verify.evidence.ClockUncertainty;
import tribunal.verify.evidence.ListQueries;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.evidence.SubscriptionEvidence;

/**
 * Counts the commits between the end of an entity's subscription and the start of its next: each forces a resync. Gaps
 * are found by entity, because a returning subscriber has a new connection.
 */
final class CommitsWhileUnsubscribed {
    /** The time between the last subscriber's leaving and the next one's arrival. */
    private record Gap(long from, long to) {
        boolean contains(long time, ClockUncertainty clocks) {
            return clocks.certainlyBefore(from, time) && clocks.certainlyBefore(time, to);
        }
    }

    private final Map<String, List<Gap>> gaps = new HashMap<>();

    CommitsWhileUnsubscribed(RunEvidence run) {
        run.subscriptions().byTopic().forEach((entity, subscriptions) -> {
            List<Gap> ofEntity = gaps(subscriptions);
            if (!ofEntity.isEmpty()) {
                gaps.put(entity, ofEntity);
            }
        });
    }

    long count(PartitionEvidence evidence) {
        if (gaps.isEmpty()) {
            return 0;
        }
        return evidence.entities().values().stream()
                .flatMap(entity -> entity.versions().stream())
                .filter(c -> ListQueries.any(
                        evidence.run().covering(gaps, c), gap -> gap.contains(c.at(), evidence.clocks())))
                .count();
    }

    private static List<Gap> gaps(List<SubscriptionEvidence> inTime) {
        List<Gap> gaps = new ArrayList<>();
        long coveredUntil = inTime.getFirst().ended().orElse(Long.MAX_VALUE);
        for (SubscriptionEvidence next : inTime.subList(1, inTime.size())) {
            if (coveredUntil < next.subscribed().at()) {
                gaps.add(new Gap(coveredUntil, next.subscribed().at()));
            }
            coveredUntil = Math.max(coveredUntil, next.ended().orElse(Long.MAX_VALUE));
        }
        return gaps;
    }
}
