package tribunal.verify.guarantee.atomicity;

import static tribunal.verify.verdict.Findings.violation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tribunal.history.AppModel.Transition;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.DatabaseEntry.EventAltered;
import tribunal.history.DatabaseEntry.EventRecorded;
import tribunal.history.Entry;
import tribunal.verify.evidence.OrderEvidence;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.guarantee.Verifier;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;
import tribunal.verify.verdict.Violation;

/**
 * Every version of an order and the events that tell of it are one transaction, the log is never changed, and what
 * clients were told is so. What an illegal transition would require is unknown: those are order-independence's matter.
 */
public final class Atomicity implements Verifier {
    private final Findings findings;
    private final AcknowledgementCheck promises;
    private final AnswerCheck answers;
    private final ReadCheck reads;
    private long versions;
    private long versionsOfStorm;
    private long events;

    public Atomicity(RunEvidence run) {
        findings = run.findingsAcrossClocks();
        promises = new AcknowledgementCheck(findings);
        answers = new AnswerCheck(run.model(), findings);
        reads = new ReadCheck(run.model(), findings);
    }

    @Override
    public void judge(PartitionEvidence evidence) {
        versions += evidence.all(Committed.class).size();
        events += evidence.events().size();
        for (OrderEvidence order : evidence.orders().values()) {
            versionsOfStorm += evidence.inStorm(order) ? order.versions().size() : 0;
            for (Committed c : order.versions()) {
                version(evidence, order, c, findings);
            }
            strayEvents(order, findings);
        }
        evidence.altered().forEach(e -> altered(evidence, e, findings));
        promises.judge(evidence);
        answers.judge(evidence);
        reads.judge(evidence);
    }

    private static void version(PartitionEvidence evidence, OrderEvidence order, Committed c, Findings findings) {
        Optional<Transition> transition = evidence.model().transition(c.from(), c.status());
        if (transition.isPresent()) {
            Transition t = transition.get();
            List<EventRecorded> own = own(order, c);
            if (own.isEmpty()) {
                withoutEvent(order, c, t, findings);
            } else if (own.size() > 1 || !own.getFirst().eventType().equals(t.event())) {
                findings.violated("version with wrong events", wrong(c, t, own));
            }
        }
    }

    /** The events that were recorded with this version, in its transaction. */
    private static List<EventRecorded> own(OrderEvidence order, Committed c) {
        List<EventRecorded> own = new ArrayList<>(1);
        for (EventRecorded e : order.events()) {
            if (e.version() == c.version() && e.txn().equals(c.txn())) {
                own.add(e);
            }
        }
        return own;
    }

    /** A version whose event stands in another transaction is told by that event. */
    private static void withoutEvent(OrderEvidence order, Committed c, Transition t, Findings findings) {
        if (!order.hasEvent(c.version())) {
            String sentence = "%s was committed without its event %s".formatted(name(c), t.event());
            findings.absent("version without its event", violation(sentence, c.order(), List.of(c)));
        }
    }

    private static Violation wrong(Committed c, Transition t, List<EventRecorded> own) {
        String types = own.stream().map(EventRecorded::eventType).collect(Collectors.joining(" and "));
        String sentence = "%s requires exactly one %s, but has %s".formatted(name(c), t.event(), types);
        return violation(sentence, c.order(), with(c, own));
    }

    private static List<Entry> with(Committed c, List<EventRecorded> events) {
        List<Entry> proof = new ArrayList<>(events);
        proof.add(c);
        return proof;
    }

    /** Events outside the transaction of the version that they tell of, or of a version that never came to be. */
    private static void strayEvents(OrderEvidence order, Findings findings) {
        for (EventRecorded e : order.events()) {
            Optional<Committed> version = order.committed(e.version());
            if (version.isEmpty()) {
                findings.absent("event without its version", violation(unversioned(e), e.order(), List.of(e)));
            } else if (!together(order, e)) {
                findings.violated("version split over transactions", split(version.get(), e));
            }
        }
    }

    private static boolean together(OrderEvidence order, EventRecorded e) {
        for (Committed c : order.versions()) {
            if (c.version() == e.version() && c.txn().equals(e.txn())) {
                return true;
            }
        }
        return false;
    }

    private static String unversioned(EventRecorded e) {
        return "event %s tells of version %d of %s, which was never committed"
                .formatted(e.eventType(), e.version(), FindingText.order(e.order()));
    }

    private static Violation split(Committed c, EventRecorded e) {
        String sentence = "%s was committed in transaction %s, but its event %s in %s"
                .formatted(name(c), c.txn(), e.eventType(), e.txn());
        return violation(sentence, c.order(), List.of(c, e));
    }

    private static void altered(PartitionEvidence evidence, EventAltered altered, Findings findings) {
        Optional<EventRecorded> event = Optional.ofNullable(evidence.events().get(altered.event()));
        List<Entry> proof = new ArrayList<>(List.of(altered));
        event.ifPresent(proof::add);
        String sentence = "event %s%s was altered (%s), but the log is immutable"
                .formatted(
                        event.map(EventRecorded::eventType).orElse(FindingText.shortId(altered.event())),
                        event.map(e -> " of " + FindingText.order(e.order())).orElse(""),
                        altered.how());
        findings.violated(
                "event altered",
                violation(sentence, event.map(EventRecorded::order).orElse(null), proof));
    }

    private static String name(Committed c) {
        return "version %d (%s) of %s".formatted(c.version(), c.status(), FindingText.order(c.order()));
    }

    @Override
    public Findings findings() {
        findings.opportunities(versionsOfStorm);
        findings.checked("versions", versions);
        findings.checked("events", events);
        findings.checked("indeterminate", promises.indeterminate());
        findings.summary("%s versions %s %s events, %d indeterminate left of %d"
                .formatted(
                        FindingText.number(versions),
                        versions == events ? "=" : "≠",
                        FindingText.number(events),
                        promises.unresolved(),
                        promises.indeterminate()));
        return findings;
    }
}
