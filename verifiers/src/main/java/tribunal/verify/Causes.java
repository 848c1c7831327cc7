package tribunal.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tribunal.history.ChannelEntry.Answer;
import tribunal.history.ChannelEntry.Answered;
import tribunal.history.ChannelEntry.AttemptEnded;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.ChannelEntry.FateMet;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.history.DatabaseEntry.Settlement;
import tribunal.history.Entry;

/**
 * Why a delivery was tried again: what the history records of an attempt that makes another one necessary. An attempt
 * counts as abandoned if the dispatcher gave it up before it was answered, or after half a lease.
 */
record Causes(Evidence evidence, DeliveryEvidence delivery) {
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
    record Again(HandedOver earlier, HandedOver later) {}

    /** Every hand-over but the first, with the one before it. */
    List<Again> repetitions() {
        if (delivery.timeline().count(HandedOver.class) < 2) {
            return List.of();
        }
        List<HandedOver> handed = delivery.timeline().all(HandedOver.class);
        List<Again> pairs = new ArrayList<>();
        for (int i = 1; i < handed.size(); i++) {
            pairs.add(new Again(handed.get(i - 1), handed.get(i)));
        }
        return pairs;
    }

    /** How many different causes the earlier attempt gave for the later one. */
    long count(Again again) {
        return during(again).filter(e -> isCause(e, again)).count()
                + settles(again).filter(s -> givenBack(s, again)).count()
                + (explained(again) ? 1 : 0);
    }

    boolean needless(Again again) {
        return count(again) == 0;
    }

    /** What is known of the earlier attempt when the later one begins. */
    java.util.stream.Stream<Entry> during(Again again) {
        return delivery.timeline().entries().stream()
                .filter(e -> e.at() >= again.earlier().at() - epsilon())
                .filter(e -> e.at() <= again.later().at() + epsilon());
    }

    private java.util.stream.Stream<Settled> settles(Again again) {
        return during(again)
                .filter(Settled.class::isInstance)
                .map(Settled.class::cast)
                .filter(s -> s.settledBy() == again.earlier().token());
    }

    private static boolean isCause(Entry entry, Again again) {
        int attempt = again.earlier().attempt();
        return switch (entry) {
            case Answered e -> e.attempt() == attempt && e.answer() != Answer.DONE;
            case AttemptEnded e -> e.attempt() == attempt && e.copy() == 0 && e.ending() != Ending.DONE;
            case FateMet e -> e.attempt() == attempt && INJURING.contains(e.fate());
            default -> false;
        };
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
        return answer(again.earlier()).filter(a -> a.at() <= bound).isPresent();
    }

    /** What the dispatcher was told of this attempt. */
    Optional<Answered> answer(HandedOver handed) {
        return delivery.timeline().first(Answered.class, a -> a.attempt() == handed.attempt() && a.at() >= handed.at());
    }

    private boolean explained(Again again) {
        return evidence.troubles()
                .explain(
                        again.earlier().node(),
                        again.earlier().at() - epsilon(),
                        again.later().at() + epsilon());
    }

    /** No settle of the earlier attempt stood before the later one began, and its node lived on. */
    boolean lapsed(Again again) {
        return settles(again).noneMatch(s -> s.outcome() != Settlement.DONE || s.token() == s.settledBy());
    }

    private long epsilon() {
        return evidence.clocks().epsilon();
    }

    private long lease() {
        return evidence.run().limits().lease().toNanos();
    }
}
