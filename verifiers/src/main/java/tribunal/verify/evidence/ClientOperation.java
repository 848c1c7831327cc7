package tribunal.verify.evidence;

import java.util.List;
import tribunal.history.ClientEntry.Content;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.ClientEntry.Outcome;

/** A client's logical operation: all sends of one request, and the answers to them. */
public record ClientOperation(List<OperationSent> sends, List<OperationAnswered> answers) {
    public OperationSent first() {
        return sends.getFirst();
    }

    public String entity() {
        return first().entity();
    }

    /** Its name in the model. */
    public String name() {
        return first().name();
    }

    /** Whether the app must refuse it for its content. */
    public boolean isForbidden() {
        return first().content() == Content.FORBIDDEN;
    }

    /** ACKNOWLEDGED if any send was acknowledged, REFUSED if every send was refused, else INDETERMINATE. */
    public Outcome outcome() {
        if (ListQueries.any(answers, answer -> answer.outcome() == Outcome.ACKNOWLEDGED)) {
            return Outcome.ACKNOWLEDGED;
        }
        return answers.size() >= sends.size()
                        && !ListQueries.any(answers, answer -> answer.outcome() != Outcome.REFUSED)
                ? Outcome.REFUSED
                : Outcome.INDETERMINATE;
    }

    public List<OperationAnswered> acknowledgements() {
        return ListQueries.all(answers, answer -> answer.outcome() == Outcome.ACKNOWLEDGED);
    }

    /** The send that this answers; the first send if it answers none that was recorded. */
    public OperationSent sent(OperationAnswered answer) {
        return ListQueries.first(sends, s -> s.send() == answer.send()).orElse(first());
    }

    /** Reports the latency of the first acknowledged send, if there is one, from that send's intended time. */
    public void reportLatency(LatencySink latencies) {
        acknowledgements().stream().findFirst().ifPresent(a -> latencies.record(sent(a).intended(), a.at()));
    }
}
