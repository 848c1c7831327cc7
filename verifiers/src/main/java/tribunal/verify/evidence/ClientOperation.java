package tribunal.verify.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tribunal.history.ClientEntry.Kind;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.ClientEntry.Outcome;

/** A logical operation of a client: all sends of one request, and their answers. */
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

    /** ACKNOWLEDGED if some send was, REFUSED if every send was, else INDETERMINATE. */
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

    public Optional<OperationSent> send(int number) {
        return sends.stream().filter(s -> s.send() == number).findFirst();
    }

    /** How long it took until the first send that was acknowledged was, from that send's own intended time. */
    public void answered(LatencySink stopwatch) {
        answers.stream()
                .filter(a -> a.outcome() == Outcome.ACKNOWLEDGED)
                .findFirst()
                .ifPresent(a -> stopwatch.took(send(a.send()).orElse(first()).intended(), a.at()));
    }
}
