package tribunal.verify.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tribunal.history.ChannelEntry.Answer;
import tribunal.history.ChannelEntry.Answered;
import tribunal.history.ChannelEntry.AttemptEnded;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.ChannelEntry.FateMet;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.DatabaseEntry.Claimed;
import tribunal.history.DatabaseEntry.SettleOutcome;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.history.Entry;
import tribunal.history.FateKind;

/**
 * The causes of a delivery's retries: entries on an attempt that make another attempt necessary.
 */
public record RetryCauses(PartitionEvidence evidence, DeliveryEvidence delivery) {
    /** A repeated hand-over, with the hand-over before it. */
    public record Repetition(HandedOver earlier, HandedOver later) {}

    /** Every hand-over except the first, each with the hand-over before it. */
    public List<Repetition> repetitions() {
        if (delivery.count(HandedOver.class) < 2) {
            return List.of();
        }
        List<HandedOver> handOvers = new ArrayList<>(delivery.all(HandedOver.class));
        // Sorted by claim: a node that is paused between claim and hand-over can hand over after the next attempt does.
        handOvers.sort(Comparator.comparingLong(this::claimed));
        List<Repetition> pairs = new ArrayList<>();
        for (int i = 1; i < handOvers.size(); i++) {
            pairs.add(new Repetition(handOvers.get(i - 1), handOvers.get(i)));
        }
        return pairs;
    }

    /** How many causes for the later attempt the history shows. */
    public long causeCount(Repetition again) {
        return ListQueries.count(entriesBetween(again), entry -> isCause(entry, again))
                + (overlapsFault(again) ? 1 : 0);
    }

    public boolean isUnexplained(Repetition again) {
        return causeCount(again) == 0;
    }

    /** The entries between the two hand-overs, extended by ε on both sides. */
    public List<Entry> entriesBetween(Repetition again) {
        long from = again.earlier().at() - epsilon();
        long to = again.later().at() + epsilon();
        return ListQueries.all(delivery.entries(), entry -> entry.at() >= from && entry.at() <= to);
    }

    private boolean isCause(Entry entry, Repetition again) {
        int attempt = again.earlier().attempt();
        return switch (entry) {
            case Answered e -> e.attempt() == attempt && e.answer() != Answer.DONE;
            case AttemptEnded e -> e.attempt() == attempt && e.copy() == 0 && e.ending() != Ending.DONE;
            case FateMet e -> e.attempt() == attempt && preventsSuccess(e.fate());
            case Settled e -> settles(e, again) && isGivenBack(e, again);
            default -> false;
        };
    }

    private static boolean settles(Settled settled, Repetition again) {
        return settled.settledBy() == again.earlier().token();
    }

    private boolean isGivenBack(Settled settled, Repetition again) {
        return switch (settled.outcome()) {
            case RELEASED, DEAD -> true;
            case RETRY -> !isAnsweredInTime(settled, again);
            case DONE -> false;
        };
    }

    private boolean isAnsweredInTime(Settled settled, Repetition again) {
        long bound = Math.min(settled.at(), again.earlier().at() + lease() / 2);
        return delivery.answer(again.earlier()).filter(a -> a.at() <= bound).isPresent();
    }

    private boolean overlapsFault(Repetition again) {
        return evidence.run()
                .outages()
                .anyFaultOn(
                        again.earlier().node(),
                        claimed(again.earlier()) - epsilon(),
                        again.later().at() + epsilon());
    }

    /** When this hand-over was claimed. The lease runs from there, so an outage before the hand-over is a cause. */
    private long claimed(HandedOver handed) {
        return ListQueries.first(
                        delivery.all(Claimed.class).reversed(),
                        claim -> claim.token() == handed.token() && claim.at() <= handed.at() + epsilon())
                .map(Claimed::at)
                .orElse(handed.at());
    }

    /** Whether the earlier attempt had no settle before the later one; DONE with an outdated token is none. */
    public boolean isUnsettled(Repetition again) {
        return !ListQueries.any(
                entriesBetween(again),
                entry -> entry instanceof Settled s
                        && settles(s, again)
                        && (s.outcome() != SettleOutcome.DONE || s.token() == s.settledBy()));
    }

    private long epsilon() {
        return evidence.clocks().epsilon();
    }

    private long lease() {
        return evidence.limits().lease().toNanos();
    }

    private static boolean preventsSuccess(String fate) {
        return FateKind.ofLabel(fate).filter(FateKind::preventsSuccess).isPresent();
    }
}
