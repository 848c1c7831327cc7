package tribunal.trial;

import static tribunal.trial.RecordedHistory.MS;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import tribunal.history.ClientEntry.BoardUpdateReceived;
import tribunal.history.ClientEntry.EndedBy;
import tribunal.history.ClientEntry.Pinged;
import tribunal.history.ClientEntry.Ponged;
import tribunal.history.ClientEntry.Subscribed;
import tribunal.history.ClientEntry.Unsubscribed;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.DatabaseEntry.BoardRead;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.HarnessEntry.ClocksPaired;
import tribunal.history.HarnessEntry.Drained;
import tribunal.history.HarnessEntry.FaultWindowClosed;
import tribunal.history.HarnessEntry.FaultWindowOpened;
import tribunal.history.HarnessEntry.NodeKilled;
import tribunal.history.HarnessEntry.NodePaused;
import tribunal.history.HarnessEntry.NodeResumed;
import tribunal.history.HarnessEntry.NodeStarted;
import tribunal.history.History;

/** Operators that change what subscriptions cover, how they begin, and how they end; and one that sets a clock. */
final class SubscriptionMutations {
    private SubscriptionMutations() {}

    /** Subscriptions to topics with this prefix that are open at the end and whose connection answered the ping. */
    private static Stream<Subscribed> open(RecordedHistory r, String prefix) {
        List<Unsubscribed> ended = r.all(Unsubscribed.class).toList();
        List<String> live = r.all(Ponged.class).map(Ponged::connection).toList();
        return r.all(Subscribed.class)
                .filter(s -> s.entity().startsWith(prefix) && live.contains(s.connection()))
                .filter(s -> ended.stream()
                        .noneMatch(u -> u.connection().equals(s.connection())
                                && u.subscription().equals(s.subscription())));
    }

    /** Whether nothing was out of service since this time, or for the longest silence before it. */
    private static boolean isQuietSince(RecordedHistory r, long time) {
        long from = time - r.run().limits().longestSilence().toNanos() - MS;
        return Stream.of(
                        NodeKilled.class,
                        NodePaused.class,
                        NodeResumed.class,
                        NodeStarted.class,
                        FaultWindowOpened.class,
                        FaultWindowClosed.class)
                .flatMap(r::all)
                .noneMatch(e -> e.at() >= from);
    }

    private static Optional<Long> drained(RecordedHistory r) {
        return r.all(Drained.class).map(Drained::at).findFirst();
    }

    static Optional<History> foreignUpdate(RecordedHistory r) {
        return open(r, "customer:")
                .findFirst()
                .flatMap(s -> r.calmOrders("DELIVERED")
                        .map(order -> r.versions(order).getLast())
                        .filter(c -> !s.entity().equals("customer:" + c.customer()))
                        .findFirst()
                        .map(c -> r.with(new UpdateReceived(
                                r.end() + MS, s.connection(), s.subscription(), c.order(), c.version(), c.status()))));
    }

    static Optional<History> foreignBoard(RecordedHistory r) {
        return open(r, "board:")
                .findFirst()
                .flatMap(s -> r.all(BoardRead.class)
                        .filter(b -> !s.entity().equals("board:" + b.restaurant()))
                        .findFirst()
                        .map(b -> r.with(new BoardUpdateReceived(
                                r.end() + MS,
                                s.connection(),
                                s.subscription(),
                                b.restaurant(),
                                b.revision(),
                                b.counts()))));
    }

    /**
     * Adds a subscription at the end, long after the second version of an order, that shows the first version first.
     */
    static Optional<History> oldBeginning(RecordedHistory r) {
        return r.all(Committed.class)
                .filter(c -> c.version() == 2 && isQuietSince(r, c.at()))
                .filter(c -> c.at() + r.run().limits().catchUp().toNanos() + MS < r.end())
                .findFirst()
                .map(c -> {
                    List<Committed> versions = r.versions(c.order());
                    return r.with(
                            new Subscribed(r.end() + MS, "late-1", "late-1/one", "order:" + c.order()),
                            shown(r.end() + 2 * MS, versions.getFirst()),
                            shown(r.end() + 3 * MS, versions.getLast()));
                });
    }

    private static UpdateReceived shown(long at, Committed c) {
        return new UpdateReceived(at, "late-1", "late-1/one", c.order(), c.version(), c.status());
    }

    static Optional<History> repeated(RecordedHistory r) {
        return r.all(UpdateReceived.class).findFirst().map(u -> r.with(u, u));
    }

    static Optional<History> otherTotal(RecordedHistory r) {
        return r.all(UpdateReceived.class)
                .findFirst()
                .map(u -> r.changed(
                        u,
                        new UpdateReceived(
                                u.at(), u.connection(), u.subscription(), u.order(), u.version(), u.status(), 1L)));
    }

    static Optional<History> impossibleBoard(RecordedHistory r) {
        return r.all(BoardUpdateReceived.class).findFirst().map(f -> {
            SortedMap<String, Long> counts = new TreeMap<>(f.counts());
            counts.merge("DELIVERED", 100_000L, Long::sum);
            return r.changed(
                    f,
                    new BoardUpdateReceived(
                            f.at(), f.connection(), f.subscription(), f.restaurant(), f.revision(), counts));
        });
    }

    /** Ends a subscription shortly before the end, as if the app had done it. */
    static Optional<History> endedByApp(RecordedHistory r) {
        return drained(r)
                .map(end -> end - MS)
                .filter(at -> isQuietSince(r, at))
                .flatMap(at -> open(r, "customer:")
                        .findFirst()
                        .map(s -> r.with(new Unsubscribed(at, s.connection(), s.subscription(), EndedBy.APP))));
    }

    /** Ends a subscription shortly before the end, and removes the frame with the last version of an order. */
    static Optional<History> silent(RecordedHistory r) {
        return drained(r)
                .flatMap(end -> open(r, "customer:")
                        .flatMap(s -> r.all(UpdateReceived.class)
                                .filter(u -> u.subscription().equals(s.subscription())
                                        && u.version() > 1
                                        && r.versions(u.order()).getLast().version() == u.version()))
                        .filter(u -> {
                            long committed = r.versions(u.order()).getLast().at();
                            return isQuietSince(r, committed)
                                    && committed + r.run().limits().catchUp().toNanos() + 2 * MS < end;
                        })
                        .findFirst()
                        .map(u -> new RecordedHistory(r.without(e -> e instanceof UpdateReceived other
                                        && other.subscription().equals(u.subscription())
                                        && other.order().equals(u.order())
                                        && other.version() == u.version()))
                                .with(new Unsubscribed(end - MS, u.connection(), u.subscription(), EndedBy.CLIENT))));
    }

    static Optional<History> unanswered(RecordedHistory r) {
        return drained(r)
                .flatMap(end -> open(r, "customer:")
                        .filter(s -> r.all(Pinged.class)
                                .anyMatch(p -> p.connection().equals(s.connection())
                                        && isQuietSince(r, p.at())
                                        && p.at() + r.run().limits().catchUp().toNanos() < end))
                        .findFirst()
                        .map(s -> r.without(
                                e -> e instanceof Ponged p && p.connection().equals(s.connection()))));
    }

    static Optional<History> nobodyLive(RecordedHistory r) {
        return open(r, "").findFirst().map(_ -> r.without(e -> e instanceof Ponged || e instanceof Pinged));
    }

    /** Sets the wall clock 5 s ahead for a moment. */
    static Optional<History> clockSet(RecordedHistory r) {
        return Optional.of(r.with(
                new ClocksPaired(100 * MS, 100_000, 100),
                new ClocksPaired(200 * MS, 5_200_000, 100),
                new ClocksPaired(300 * MS, 300_000, 100)));
    }
}
