package tribunal.verify.guarantee.coverage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tribunal.verify.evidence.ClockUncertainty;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.evidence.SubscriptionEvidence;

/**
 * Counts commits between the end of one subscription to an entity and the start of the next: each forces a resync. The
 * gap is found by entity, over all its subscriptions, because a returning subscriber has a new connection.
 */
final class MissedCommits {
    /** The time between the last subscriber's leaving and the next one's arrival. */
    private record Gap(long from, long to) {
        boolean contains(long time, ClockUncertainty clocks) {
            return clocks.certainlyBefore(from, time) && clocks.certainlyBefore(time, to);
        }
    }

    private final Map<String, List<Gap>> gaps = new HashMap<>();

    MissedCommits(RunEvidence run) {
        Map<String, List<SubscriptionEvidence>> byEntity =
                run.subscriptions().stream().collect(Collectors.groupingBy(SubscriptionEvidence::entity));
        byEntity.forEach((entity, subscriptions) -> gaps(subscriptions)
                .forEach(gap ->
                        gaps.computeIfAbsent(entity, _ -> new ArrayList<>()).add(gap)));
    }

    long count(PartitionEvidence evidence) {
        if (gaps.isEmpty()) {
            return 0;
        }
        return evidence.orders().values().stream()
                .flatMap(order -> order.versions().stream())
                .filter(c -> Stream.of("order:" + c.order(), "customer:" + c.customer())
                        .flatMap(entity -> gaps.getOrDefault(entity, List.of()).stream())
                        .anyMatch(gap -> gap.contains(c.at(), evidence.clocks())))
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
