package tribunal.verify.guarantee.outcome;

import static tribunal.verify.verdict.Findings.violation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tribunal.history.AppModel;
import tribunal.history.ChannelEntry.FateMet;
import tribunal.history.Entry;
import tribunal.verify.evidence.DeliveryEvidence;
import tribunal.verify.evidence.DeliveryId;
import tribunal.verify.evidence.Effect;
import tribunal.verify.evidence.OrderEvidence;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.guarantee.Verifier;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * However often a function ran, what came of it is what one run would have done: by what the third parties did, never by
 * the keys that the app sent, which have to be right as well ({@link RequestKeyCheck}). What an order is at the end ({@link FinalStateCheck}, {@link ReadModelCheck}) is judged only where
 * nothing is missing, lost, dead or outstanding.
 */
public final class IdempotentOutcomes implements Verifier {
    private static final Map<String, String> DONE = Map.of(
            "charge", "charged",
            "refund", "refunded",
            "approve", "approved",
            "assign", "assigned a courier",
            "release", "released from its courier",
            "notify", "notified");

    private final RunEvidence run;
    private final Findings findings;
    private final ReadModelCheck recount;
    private final RequestKeyCheck keys;
    private long deliveries;
    private long again;
    private long againInStorm;
    private long applied;
    private boolean unnamed;

    public IdempotentOutcomes(RunEvidence run) {
        this.run = run;
        findings = run.findings();
        recount = new ReadModelCheck(run);
        keys = new RequestKeyCheck(run.model(), findings);
    }

    @Override
    public void judge(PartitionEvidence evidence) {
        Map<String, Set<String>> repeated = new HashMap<>();
        for (OrderEvidence order : evidence.orders().values()) {
            Set<String> kinds = repetitions(evidence, order, findings);
            repeated.put(order.id(), kinds);
            if (!kinds.contains("charge") && !kinds.contains("refund")) {
                PaymentBalance.neverBelowZero(order, findings);
            }
            keys.judge(order);
        }
        if (evidence.whole()) {
            new FinalStateCheck(evidence, repeated, findings).judge();
            recount.count(evidence);
        }
        count(evidence);
    }

    /** The kinds of which this order had more than one first application. */
    private static Set<String> repetitions(PartitionEvidence evidence, OrderEvidence order, Findings findings) {
        if (!repeats(evidence, order)) {
            return Set.of();
        }
        Map<String, List<Effect>> applied = order.effects().stream()
                .filter(e -> e.firstApplied().isPresent())
                .filter(e -> evidence.model().effects().containsKey(e.kind()))
                .collect(Collectors.groupingBy(unit(evidence), TreeMap::new, Collectors.toList()));
        applied.values().removeIf(same -> same.size() < 2);
        applied.values().forEach(same -> repeated(evidence, order, same, findings));
        return applied.values().stream().map(same -> same.getFirst().kind()).collect(Collectors.toSet());
    }

    private record Unit(String kind, String event) {}

    /** Some effect that must be unique is not: told before anything is put in groups, since of sound orders none is. */
    private static boolean repeats(PartitionEvidence evidence, OrderEvidence order) {
        Set<Unit> units = new HashSet<>();
        for (Effect effect : order.effects()) {
            if (effect.firstApplied().isPresent()
                    && evidence.model().effects().containsKey(effect.kind())
                    && !units.add(new Unit(effect.kind(), perEvent(evidence, effect) ? event(effect) : ""))) {
                return true;
            }
        }
        return false;
    }

    /** What its request is about; in a history that does not say, the event that the caller named. */
    private static String event(Effect effect) {
        @Nullable String subject = effect.requested().subject();
        return subject != null ? subject : caller(effect);
    }

    private static String caller(Effect effect) {
        return effect.delivery()
                .map(DeliveryId::event)
                .orElseGet(() -> "request " + effect.requested().request());
    }

    /** What an effect must be unique for: its kind within the order, or its kind and event (itself, if that is untold). */
    private static Function<Effect, String> unit(PartitionEvidence evidence) {
        return effect -> perEvent(evidence, effect) ? effect.kind() + ":" + event(effect) : effect.kind();
    }

    private static boolean perEvent(PartitionEvidence evidence, Effect effect) {
        return Optional.ofNullable(evidence.model().effects().get(effect.kind()))
                .filter(AppModel.Effect::isPerEvent)
                .isPresent();
    }

    private static void repeated(
            PartitionEvidence evidence, OrderEvidence order, List<Effect> same, Findings findings) {
        Effect one = same.getFirst();
        String done = DONE.getOrDefault(one.kind(), "given " + one.kind());
        String times = same.size() == 2 ? "twice" : same.size() + " times";
        String event = perEvent(evidence, one) ? " of " + eventType(evidence, one) : "";
        String sentence = "%s was %s%s %s".formatted(FindingText.order(order.id()), done, event, times);
        findings.violated("order %s twice".formatted(done), violation(sentence, order.id(), proof(evidence, same)));
    }

    private static String eventType(PartitionEvidence evidence, Effect effect) {
        @Nullable String subject = effect.requested().subject();
        return subject != null ? subject : callersEventType(evidence, effect);
    }

    private static String callersEventType(PartitionEvidence evidence, Effect effect) {
        return effect.delivery()
                .flatMap(id -> Optional.ofNullable(evidence.events().get(id.event())))
                .map(e -> e.eventType())
                .orElse("an event");
    }

    /** Each application with its request, and the fates that the deliveries which asked for them met. */
    private static List<Entry> proof(PartitionEvidence evidence, List<Effect> same) {
        List<Entry> proof = new ArrayList<>();
        for (Effect effect : same) {
            proof.add(effect.requested());
            effect.outcome().ifPresent(proof::add);
            effect.delivery()
                    .flatMap(id -> evidence.deliveries().find(id))
                    .ifPresent(d -> proof.addAll(d.timeline().all(FateMet.class)));
        }
        return proof;
    }

    private void count(PartitionEvidence evidence) {
        deliveries += evidence.deliveries().all().size();
        for (DeliveryEvidence delivery : evidence.deliveries().all()) {
            boolean isRepeated = delivery.executions() > 1;
            again += isRepeated ? 1 : 0;
            againInStorm += isRepeated && evidence.inStorm(delivery) ? 1 : 0;
        }
        for (OrderEvidence order : evidence.orders().values()) {
            for (Effect effect : order.effects()) {
                applied += effect.firstApplied().isPresent() ? 1 : 0;
                unnamed |= effect.requested().subject() == null && perEvent(evidence, effect);
            }
        }
    }

    @Override
    public Findings findings() {
        if (run.whole()) {
            recount.judge(findings);
        }
        findings.opportunities(againInStorm);
        findings.checked("deliveries", deliveries);
        findings.checked("effects", applied);
        findings.checked("boards", run.boards().size());
        findings.summary("%s of %s deliveries ran more than once, each of %s effects stands once%s"
                .formatted(
                        FindingText.number(again),
                        FindingText.number(deliveries),
                        FindingText.number(applied),
                        unnamed ? "; those of events by what the caller says" : ""));
        return findings;
    }
}
