package tribunal.trial;

import static tribunal.trial.RecordedHistory.MS;
import static tribunal.trial.RecordedHistory.copy;
import static tribunal.trial.RecordedHistory.set;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.Entry;

/** Operators that change the requests of clients and their answers. */
final class AnswerMutations {
    private AnswerMutations() {}

    private record Exchange(OperationSent sent, OperationAnswered answer) {}

    private static Stream<Exchange> exchanges(RecordedHistory r, String name, Outcome outcome) {
        return r.all(OperationSent.class)
                .filter(s -> s.name().equals(name))
                .flatMap(s -> r.all(OperationAnswered.class)
                        .filter(a ->
                                a.operation().equals(s.operation()) && a.send() == s.send() && a.outcome() == outcome)
                        .map(a -> new Exchange(s, a)));
    }

    private static Optional<Exchange> first(RecordedHistory r, String name) {
        return acknowledged(r, name).findFirst();
    }

    private static Stream<Exchange> acknowledged(RecordedHistory r, String name) {
        return exchanges(r, name, Outcome.ACKNOWLEDGED);
    }

    /** The acknowledged placement of the first calm order. */
    private static Optional<Exchange> placement(RecordedHistory r) {
        return r.calmOrders()
                .flatMap(order ->
                        acknowledged(r, "PLACE").filter(x -> x.sent().entity().equals(order)))
                .findFirst();
    }

    private static Predicate<Entry> sendsOf(Exchange exchange) {
        return e -> e instanceof OperationSent s
                && s.operation().equals(exchange.sent().operation());
    }

    /** A change of an answer: it acknowledges nothing. */
    private static Consumer<ObjectNode> ended(Outcome outcome, String reason) {
        return json -> json.put("outcome", outcome.name())
                .put("version", 0)
                .put("reason", reason)
                .putNull("state")
                .set("output", json.objectNode());
    }

    static Optional<RecordedHistory> early(RecordedHistory r) {
        return placement(r).map(x -> {
            long before = r.versions(x.sent().entity()).getFirst().at() - 50 * MS;
            return r.changed(x.answer(), json -> json.put("at", before))
                    .changed(x.sent(), json -> json.put("at", before - MS));
        });
    }

    static Optional<RecordedHistory> dropAnswer(RecordedHistory r) {
        return placement(r).map(x -> r.without(x.answer()::equals));
    }

    static Optional<RecordedHistory> timedOut(RecordedHistory r) {
        return placement(r).map(x -> r.changed(x.answer(), ended(Outcome.INDETERMINATE, "time-out")));
    }

    static Optional<RecordedHistory> refused(RecordedHistory r) {
        return first(r, "CANCEL")
                .map(x -> r.changed(
                        e -> e instanceof OperationAnswered a
                                && a.operation().equals(x.sent().operation()),
                        ended(Outcome.REFUSED, "TOO_LATE")));
    }

    /** Answers a cancel with the version before the cancellation. */
    static Optional<RecordedHistory> beforeEffect(RecordedHistory r) {
        return first(r, "CANCEL")
                .flatMap(x -> r.versions(x.sent().entity()).stream()
                        .takeWhile(c -> !c.state().equals("CANCELLED"))
                        .reduce((_, later) -> later)
                        .map(before -> showing(r, x, before)));
    }

    private static RecordedHistory showing(RecordedHistory r, Exchange exchange, Committed version) {
        return r.changed(
                exchange.answer(),
                json -> json.put("version", version.version()).put("state", version.state()));
    }

    static Optional<RecordedHistory> refuseAgain(RecordedHistory r) {
        return first(r, "CANCEL")
                .map(x -> again(r, x, x.sent().operation(), 99, ended(Outcome.REFUSED, "ALREADY_CANCELLED")));
    }

    static Optional<RecordedHistory> twoCancels(RecordedHistory r) {
        return first(r, "CANCEL").map(x -> again(r, x, x.sent().operation() + "-other", 1, _ -> {}));
    }

    /** Repeats an exchange 1 ms after its answer, as another send or operation and with another answer. */
    private static RecordedHistory again(
            RecordedHistory r, Exchange x, String operation, int send, Consumer<ObjectNode> otherAnswer) {
        Consumer<ObjectNode> other = json -> json.put("operation", operation).put("send", send);
        long at = x.answer().at() + MS;
        return r.with(
                copy(x.sent(), other.andThen(json -> json.put("at", at))),
                copy(x.answer(), other.andThen(json -> json.put("at", at + MS)).andThen(otherAnswer)));
    }

    static Optional<RecordedHistory> otherTotalAsked(RecordedHistory r) {
        return first(r, "PLACE").map(x -> r.changed(sendsOf(x), json -> set(json, "input", "total", "1")));
    }

    static Optional<RecordedHistory> otherTotalAnswered(RecordedHistory r) {
        return first(r, "PLACE").map(x -> r.changed(x.answer(), json -> set(json, "output", "total", "1")));
    }

    static Optional<RecordedHistory> acceptForbidden(RecordedHistory r) {
        return first(r, "PLACE").map(x -> r.changed(sendsOf(x), json -> json.put("content", "FORBIDDEN")));
    }

    static Optional<RecordedHistory> refuseLegal(RecordedHistory r) {
        return exchanges(r, "PLACE", Outcome.REFUSED)
                .findFirst()
                .map(x -> r.changed(sendsOf(x), json -> json.put("content", "LEGAL")));
    }

    static Optional<RecordedHistory> toStranger(RecordedHistory r) {
        return first(r, "READ").map(x -> r.changed(x.sent(), json -> json.put("actor", "somebody-else")));
    }

    /** A read whose customer had been acknowledged at least this version of the order before. */
    private static Optional<Exchange> readOf(RecordedHistory r, int version) {
        return acknowledged(r, "READ")
                .filter(read -> Stream.of("PLACE", "CANCEL", "READ")
                        .flatMap(name -> acknowledged(r, name))
                        .anyMatch(x -> x.sent().entity().equals(read.sent().entity())
                                && x.answer().version() >= version
                                && x.answer().at() < read.sent().at()))
                .findFirst();
    }

    static Optional<RecordedHistory> staleRead(RecordedHistory r) {
        return readOf(r, 2).map(x -> showing(r, x, r.versions(x.sent().entity()).getFirst()));
    }

    /** Places an order again after its customer has read a later version, and shows the first version. */
    static Optional<RecordedHistory> staleRepetition(RecordedHistory r) {
        return readOf(r, 2)
                .flatMap(read -> acknowledged(r, "PLACE")
                        .filter(placed ->
                                placed.sent().entity().equals(read.sent().entity()))
                        .findFirst()
                        .map(placed -> {
                            Consumer<ObjectNode> again = json -> json.put("send", 98);
                            long at = read.answer().at() + MS;
                            return r.with(
                                    copy(placed.sent(), again.andThen(json -> json.put("at", at))),
                                    copy(
                                            placed.answer(),
                                            again.andThen(json -> json.put("at", at + MS)
                                                    .put("version", 1)
                                                    .put("state", "PLACED"))));
                        }));
    }

    static Optional<RecordedHistory> lostRead(RecordedHistory r) {
        return readOf(r, 1).map(x -> r.changed(x.answer(), ended(Outcome.REFUSED, "UNKNOWN_ORDER")));
    }
}
