package tribunal.verify.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import tribunal.history.ChannelEntry.Answer;
import tribunal.history.ChannelEntry.Answered;
import tribunal.history.ChannelEntry.AttemptEnded;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.ChannelEntry.FateMet;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.DatabaseEntry.Claimed;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.history.DatabaseEntry.Settlement;
import tribunal.history.Entry;

/**
 * Why a delivery was tried again: what the history records of an attempt that makes another one necessary. An attempt
 * counts as abandoned if the dispatcher gave it up before it was answered, or after half a lease.
 */
public record RetryCauses(PartitionEvidence evidence, DeliveryEvidence delivery) {
    /** Those that keep an attempt from ending well, or its end from being stored. */
    private static final Set<String> INJURING = Set.of(
            "drop",
            "lose-answer",
            "lose-settle",
            "crash",
            "fail",
            "hang",
            "poison",
            "third-party-slow",
            "third-party-fails",
            "third-party-silent");

    /** One hand-over after another. */
    public record Again(HandedOver earlier, HandedOver later) {}

    /** Every hand-over but the first, with the one before it. */
    public List<Again> repetitions() {
        if (delivery.timeline().count(HandedOver.class) < 2) {
            return List.of();
        }
        List<HandedOver> handed = new ArrayList<>(delivery.timeline().all(HandedOver.class));
        // By their claims: who was paused between claim and hand-over can be handed over after the next one.
        handed.sort(Comparator.comparingLong(this::claimed));
        List<Again> pairs = new ArrayList<>();
        for (int i = 1; i < handed.size(); i++) {
            pairs.add(new Again(handed.get(i - 1), handed.get(i)));
        }
        return pairs;
    }

    /** How many different causes the earlier attempt gave for the later one. */
    public long count(Again again) {
        long count = explained(again) ? 1 : 0;
        for (Entry entry : during(again)) {
            count += isCause(entry, again) ? 1 : 0;
        }
        return count;
    }

    public boolean needless(Again again) {
        return count(again) == 0;
    }

    /** What is known of the earlier attempt when the later one begins. */
    public List<Entry> during(Again again) {
        long from = again.earlier().at() - epsilon();
        long to = again.later().at() + epsilon();
        List<Entry> during = new ArrayList<>();
        for (Entry entry : delivery.timeline().entries()) {
            if (entry.at() >= from && entry.at() <= to) {
                during.add(entry);
            }
        }
        return during;
    }

    private boolean isCause(Entry entry, Again again) {
        int attempt = again.earlier().attempt();
        return switch (entry) {
            case Answered e -> e.attempt() == attempt && e.answer() != Answer.DONE;
            case AttemptEnded e -> e.attempt() == attempt && e.copy() == 0 && e.ending() != Ending.DONE;
            case FateMet e -> e.attempt() == attempt && INJURING.contains(e.fate());
            case Settled e -> settles(e, again) && givenBack(e, again);
            default -> false;
        };
    }

    private static boolean settles(Settled settled, Again again) {
        return settled.settledBy() == again.earlier().token();
    }

    private boolean givenBack(Settled settled, Again again) {
        return switch (settled.outcome()) {
            case RELEASED, DEAD -> true;
            case RETRY -> !answeredInTime(settled, again);
            case DONE -> false;
        };
    }

    private boolean answeredInTime(Settled settled, Again again) {
        long bound = Math.min(settled.at(), again.earlier().at() + lease() / 2);
        return delivery.answer(again.earlier()).filter(a -> a.at() <= bound).isPresent();
    }

    private boolean explained(Again again) {
        return evidence.troubles()
                .explain(
                        again.earlier().node(),
                        claimed(again.earlier()) - epsilon(),
                        again.later().at() + epsilon());
    }

    /** From its claim on a lease runs out: what befell the node before the hand-over is a cause too. */
    private long claimed(HandedOver handed) {
        long claimed = Long.MIN_VALUE;
        for (Claimed claim : delivery.timeline().all(Claimed.class)) {
            if (claim.token() == handed.token() && claim.at() <= handed.at() + epsilon()) {
                claimed = claim.at();
            }
        }
        return claimed == Long.MIN_VALUE ? handed.at() : claimed;
    }

    /** No settle of the earlier attempt stood before the later one began, and its node lived on. */
    public boolean lapsed(Again again) {
        for (Entry entry : during(again)) {
            if (entry instanceof Settled s
                    && settles(s, again)
                    && (s.outcome() != Settlement.DONE || s.token() == s.settledBy())) {
                return false;
            }
        }
        return true;
    }

    private long epsilon() {
        return evidence.clocks().epsilon();
    }

    private long lease() {
        return evidence.limits().lease().toNanos();
    }
}
