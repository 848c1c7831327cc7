package tribunal.verify.evidence;

import java.util.ArrayList;
import java.util.List;
import tribunal.history.ClientEntry.Content;
import tribunal.history.ClientEntry.Kind;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.ClientEntry.Outcome;

/** A client's logical operation: all sends of one request, and the answers to them. */
public record ClientOperation(List<OperationSent> sends, List<OperationAnswered> answers) {
    public OperationSent first() {
        return sends.getFirst();
    }

    public String order() {
        return first().order();
    }

    public Kind kind() {
        return first().kind();
    }

    /** Whether the app must refuse it for its content. */
    public boolean isForbidden() {
        return first().content() == Content.FORBIDDEN;
    }

    /** ACKNOWLEDGED if any send was acknowledged, REFUSED if every send was refused, else INDETERMINATE. */
    public Outcome outcome() {
        int refused = 0;
        for (OperationAnswered answer : answers) {
            if (answer.outcome() == Outcome.ACKNOWLEDGED) {
                return Outcome.ACKNOWLEDGED;
            }
            refused += answer.outcome() == Outcome.REFUSED ? 1 : 0;
        }
        return answers.size() >= sends.size() && refused == answers.size() ? Outcome.REFUSED : Outcome.INDETERMINATE;
    }

    public List<OperationAnswered> acknowledgements() {
        List<OperationAnswered> acknowledgements = new ArrayList<>(answers.size());
        for (OperationAnswered answer : answers) {
            if (answer.outcome() == Outcome.ACKNOWLEDGED) {
                acknowledgements.add(answer);
            }
        }
        return acknowledgements;
    }

    /** The send that this answers; the first send if it answers none that was recorded. */
    public OperationSent sent(OperationAnswered answer) {
        return sends.stream().filter(s -> s.send() == answer.send()).findFirst().orElse(first());
    }

    /** Reports the latency of the first acknowledged send, if there is one, from that send's intended time. */
    public void reportLatency(LatencySink latencies) {
        acknowledgements().stream().findFirst().ifPresent(a -> latencies.record(sent(a).intended(), a.at()));
    }
}
