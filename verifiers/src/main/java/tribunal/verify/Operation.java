package tribunal.verify;

import java.util.List;
import java.util.Optional;
import tribunal.history.ClientEntry.Kind;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.ClientEntry.Outcome;

/** A logical operation of a client: all sends of one request, and their answers. */
record Operation(List<OperationSent> sends, List<OperationAnswered> answers) {
    OperationSent first() {
        return sends.getFirst();
    }

    String order() {
        return first().order();
    }

    Kind kind() {
        return first().kind();
    }

    /** ACKNOWLEDGED if some send was, REFUSED if every send was, else INDETERMINATE. */
    Outcome outcome() {
        if (answers.stream().anyMatch(a -> a.outcome() == Outcome.ACKNOWLEDGED)) {
            return Outcome.ACKNOWLEDGED;
        }
        boolean refused =
                answers.size() >= sends.size() && answers.stream().allMatch(a -> a.outcome() == Outcome.REFUSED);
        return refused ? Outcome.REFUSED : Outcome.INDETERMINATE;
    }

    List<OperationAnswered> acknowledgements() {
        return answers.stream().filter(a -> a.outcome() == Outcome.ACKNOWLEDGED).toList();
    }

    Optional<OperationSent> send(int number) {
        return sends.stream().filter(s -> s.send() == number).findFirst();
    }
}
