package tribunal.verify.guarantee.atomicity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.DatabaseEntry.EventAltered;
import tribunal.history.DatabaseEntry.EventRecorded;
import tribunal.history.EntityType.Transition;
import tribunal.history.Entry;
import tribunal.verify.evidence.EntityEvidence;
import tribunal.verify.evidence.ListQueries;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.guarantee.Verifier;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * The atomicity guarantee: every version of an entity and its event are committed in one transaction. The log of events
 * is never changed, and the answers that clients received are true. Which event an illegal
 * transition needs is not known; such transitions are left to order-independence, which reports them.
 */
public final class Atomicity implements Verifier {
    private final Findings findings;
    private final AcknowledgementCheck acknowledgements;
    private final AnswerCheck answers;
    private final ReadCheck reads;
    private long versions;
    private long stormVersions;
    private long events;

    public Atomicity(RunEvidence run) {
        findings = run.findingsAcrossClocks();
        acknowledgements = new AcknowledgementCheck(run.model(), findings);
        answers = new AnswerCheck(run.model(), findings);
        reads = new ReadCheck(run.model(), findings);
    }

    @Override
    public void judge(PartitionEvidence evidence) {
        versions += evidence.all(Committed.class).size();
        events += evidence.events().size();
        for (EntityEvidence entity : evidence.entities().values()) {
            stormVersions += evidence.inStorm(entity) ? entity.versions().size() : 0;
            for (Committed c : entity.versions()) {
                checkVersion(evidence, entity, c);
            }
            checkEvents(entity);
        }
        evidence.altered().forEach(e -> reportAltered(evidence, e));
        acknowledgements.judge(evidence);
        answers.judge(evidence);
        reads.judge(evidence);
    }

    private void checkVersion(PartitionEvidence evidence, EntityEvidence entity, Committed c) {
        evidence.model().transition(c.entity(), c.from(), c.state()).ifPresent(t -> {
            List<EventRecorded> ownEvents = ListQueries.all(entity.events(), e -> isOwn(c, e));
            if (ownEvents.isEmpty()) {
                checkEvent(entity, c, t);
            } else if (ownEvents.size() > 1 || !ownEvents.getFirst().eventType().equals(t.event())) {
                reportWrongEvents(c, t, ownEvents);
            }
        });
    }

    /** Whether the event was recorded with this version, in its transaction. */
    private static boolean isOwn(Committed c, EventRecorded e) {
        return e.version() == c.version() && e.txn().equals(c.txn());
    }

    /** Reports a version without an event. If its event is in another transaction, that event is reported. */
    private void checkEvent(EntityEvidence entity, Committed c, Transition t) {
        if (!entity.hasEvent(c.version())) {
            String sentence = "%s was committed without its event %s".formatted(FindingText.version(c), t.event());
            findings.reportAbsence("version without its event", sentence, c.entity(), List.of(c));
        }
    }

    private void reportWrongEvents(Committed c, Transition t, List<EventRecorded> ownEvents) {
        String types = ownEvents.stream().map(EventRecorded::eventType).collect(Collectors.joining(" and "));
        String sentence = "%s requires exactly one %s, but has %s".formatted(FindingText.version(c), t.event(), types);
        List<Entry> proof = new ArrayList<>(ownEvents);
        proof.add(c);
        findings.report("version with wrong events", sentence, c.entity(), proof);
    }

    /** Reports events outside the transaction of their version, and events of a version that was never committed. */
    private void checkEvents(EntityEvidence entity) {
        for (EventRecorded e : entity.events()) {
            Optional<Committed> version = entity.committed(e.version());
            if (version.isEmpty()) {
                String sentence = "event %s reports version %d of %s, which was never committed"
                        .formatted(e.eventType(), e.version(), FindingText.entity(e.entity()));
                findings.reportAbsence("event without its version", sentence, e.entity(), List.of(e));
            } else if (!ListQueries.any(entity.versions(), c -> isOwn(c, e))) {
                reportSplit(version.get(), e);
            }
        }
    }

    private void reportSplit(Committed c, EventRecorded e) {
        String sentence = "%s was committed in transaction %s, but its event %s in %s"
                .formatted(FindingText.version(c), c.txn(), e.eventType(), e.txn());
        findings.report("version split over transactions", sentence, c.entity(), List.of(c, e));
    }

    private void reportAltered(PartitionEvidence evidence, EventAltered altered) {
        Optional<EventRecorded> event = Optional.ofNullable(evidence.events().get(altered.event()));
        String sentence = "event %s%s was altered (%s), but the log is immutable"
                .formatted(
                        event.map(EventRecorded::eventType).orElse(FindingText.shortId(altered.event())),
                        event.map(e -> " of " + FindingText.entity(e.entity())).orElse(""),
                        altered.how());
        findings.report(
                "event altered",
                sentence,
                event.map(EventRecorded::entity).orElse(null),
                Stream.concat(Stream.of(altered), event.stream()).toList());
    }

    @Override
    public Findings findings() {
        findings.countOpportunities(stormVersions);
        findings.countChecked("versions", versions);
        findings.countChecked("events", events);
        findings.countChecked("indeterminate", acknowledgements.indeterminate());
        findings.summarize("%s versions %s %s events, %d of %d unanswered operations undecided"
                .formatted(
                        FindingText.number(versions),
                        versions == events ? "=" : "≠",
                        FindingText.number(events),
                        acknowledgements.unresolved(),
                        acknowledgements.indeterminate()));
        return findings;
    }
}
