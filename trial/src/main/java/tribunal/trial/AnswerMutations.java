package tribunal.trial;

import static tribunal.trial.RecordedHistory.MS;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tribunal.history.ClientEntry.Content;
import tribunal.history.ClientEntry.Kind;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.Entry;
import tribunal.history.History;

/** Operators that change the requests of clients and their answers. */
final class AnswerMutations {
    private AnswerMutations() {}

    /** A send and its answer. */
    private record Exchange(OperationSent sent, OperationAnswered answer) {}

    private static Stream<Exchange> exchanges(RecordedHistory r, Kind kind, Outcome outcome) {
        return r.all(OperationSent.class)
                .filter(s -> s.kind() == kind)
                .flatMap(s -> r.all(OperationAnswered.class)
                        .filter(a ->
                                a.operation().equals(s.operation()) && a.send() == s.send() && a.outcome() == outcome)
                        .map(a -> new Exchange(s, a)));
    }

    private static OperationAnswered answering(OperationAnswered a, int version, @Nullable String status) {
        return new OperationAnswered(
                a.at(), a.operation(), a.send(), a.outcome(), version, status, a.reason(), a.total());
    }

    private static OperationAnswered refusing(OperationAnswered a) {
        return new OperationAnswered(a.at(), a.operation(), a.send(), Outcome.REFUSED, 0, null, "UNKNOWN_ORDER", null);
    }

    /** Answers a cancel with the version before the cancellation. */
    static Optional<History> beforeEffect(RecordedHistory r) {
        return exchanges(r, Kind.CANCEL, Outcome.ACKNOWLEDGED)
                .findFirst()
                .flatMap(x -> r.versions(x.sent().order()).stream()
                        .filter(c -> "CANCELLED".equals(c.status()))
                        .findFirst()
                        .map(cancelled -> {
                            Committed before = r.versions(x.sent().order()).get(cancelled.version() - 2);
                            return r.changed(
                                    x.answer(),
                                    new OperationAnswered(
                                            x.answer().at(),
                                            x.answer().operation(),
                                            x.answer().send(),
                                            Outcome.ACKNOWLEDGED,
                                            before.version(),
                                            before.status(),
                                            null,
                                            x.answer().total()));
                        }));
    }

    static Optional<History> refuseAgain(RecordedHistory r) {
        return exchanges(r, Kind.CANCEL, Outcome.ACKNOWLEDGED).findFirst().map(x -> {
            OperationSent again = sent(
                    x.sent(),
                    x.answer().at() + MS,
                    99,
                    x.sent().operation(),
                    x.sent().customer());
            return r.with(
                    again,
                    new OperationAnswered(
                            again.at() + MS, again.operation(), 99, Outcome.REFUSED, 0, null, "ALREADY_CANCELLED"));
        });
    }

    static Optional<History> twoCancels(RecordedHistory r) {
        return exchanges(r, Kind.CANCEL, Outcome.ACKNOWLEDGED).findFirst().map(x -> {
            OperationSent other = sent(
                    x.sent(),
                    x.answer().at() + MS,
                    1,
                    x.sent().operation() + "-other",
                    x.sent().customer());
            OperationAnswered a = x.answer();
            return r.with(
                    other,
                    new OperationAnswered(
                            other.at() + MS,
                            other.operation(),
                            1,
                            Outcome.ACKNOWLEDGED,
                            a.version(),
                            a.status(),
                            null,
                            a.total()));
        });
    }

    private static OperationSent sent(OperationSent s, long at, int send, String operation, String customer) {
        return new OperationSent(
                at,
                operation,
                send,
                s.kind(),
                s.order(),
                customer,
                s.intended(),
                s.restaurant(),
                s.total(),
                s.content());
    }

    static Optional<History> otherTotalAsked(RecordedHistory r) {
        return exchanges(r, Kind.PLACE, Outcome.ACKNOWLEDGED)
                .filter(x -> x.sent().total() != null)
                .findFirst()
                .map(x -> r.changed(e -> e instanceof OperationSent s
                                && s.operation().equals(x.sent().operation())
                                && s.total() != null
                        ? asking(s, s.total() + 100, s.content())
                        : e));
    }

    static Optional<History> otherTotalAnswered(RecordedHistory r) {
        return exchanges(r, Kind.PLACE, Outcome.ACKNOWLEDGED)
                .findFirst()
                .map(Exchange::answer)
                .map(a -> r.changed(
                        a,
                        new OperationAnswered(
                                a.at(),
                                a.operation(),
                                a.send(),
                                a.outcome(),
                                a.version(),
                                a.status(),
                                a.reason(),
                                1L)));
    }

    static Optional<History> acceptForbidden(RecordedHistory r) {
        return exchanges(r, Kind.PLACE, Outcome.ACKNOWLEDGED)
                .findFirst()
                .map(x -> r.changed(e -> judgedAs(e, x.sent().operation(), Content.FORBIDDEN)));
    }

    static Optional<History> refuseLegal(RecordedHistory r) {
        return exchanges(r, Kind.PLACE, Outcome.REFUSED)
                .findFirst()
                .map(x -> r.changed(e -> judgedAs(e, x.sent().operation(), Content.LEGAL)));
    }

    private static OperationSent asking(OperationSent s, @Nullable Long total, @Nullable Content content) {
        return new OperationSent(
                s.at(),
                s.operation(),
                s.send(),
                s.kind(),
                s.order(),
                s.customer(),
                s.intended(),
                s.restaurant(),
                total,
                content);
    }

    private static Entry judgedAs(Entry entry, String operation, Content content) {
        return entry instanceof OperationSent s && s.operation().equals(operation)
                ? asking(s, s.total(), content)
                : entry;
    }

    static Optional<History> toStranger(RecordedHistory r) {
        return exchanges(r, Kind.READ, Outcome.ACKNOWLEDGED)
                .findFirst()
                .map(x -> r.changed(
                        x.sent(),
                        sent(x.sent(), x.sent().at(), x.sent().send(), x.sent().operation(), "somebody-else")));
    }

    /** A read whose customer had been acknowledged at least this version of the order before. */
    private static Optional<Exchange> readOf(RecordedHistory r, int version) {
        return exchanges(r, Kind.READ, Outcome.ACKNOWLEDGED)
                .filter(read -> Stream.of(Kind.PLACE, Kind.CANCEL, Kind.READ)
                        .flatMap(kind -> exchanges(r, kind, Outcome.ACKNOWLEDGED))
                        .anyMatch(x -> x.sent().order().equals(read.sent().order())
                                && x.answer().version() >= version
                                && x.answer().at() < read.sent().at()))
                .findFirst();
    }

    static Optional<History> staleRead(RecordedHistory r) {
        return readOf(r, 2)
                .map(x -> r.changed(
                        x.answer(),
                        answering(
                                x.answer(),
                                1,
                                r.versions(x.sent().order()).getFirst().status())));
    }

    static Optional<History> lostRead(RecordedHistory r) {
        return readOf(r, 1).map(x -> r.changed(x.answer(), refusing(x.answer())));
    }
}
