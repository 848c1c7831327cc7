package tribunal.trial;

import static tribunal.trial.RecordedHistory.MS;
import static tribunal.trial.RecordedHistory.count;
import static tribunal.trial.RecordedHistory.set;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tribunal.history.ChannelEntry.ChangesRead;
import tribunal.history.ClientEntry.EndedBy;
import tribunal.history.ClientEntry.Pinged;
import tribunal.history.ClientEntry.Ponged;
import tribunal.history.ClientEntry.Subscribed;
import tribunal.history.ClientEntry.Unsubscribed;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.ClientEntry.ViewReceived;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.DatabaseEntry.ViewRead;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry.ClocksPaired;
import tribunal.history.HarnessEntry.Drained;
import tribunal.history.HarnessEntry.FaultWindowClosed;
import tribunal.history.HarnessEntry.FaultWindowOpened;
import tribunal.history.HarnessEntry.NodeKilled;
import tribunal.history.HarnessEntry.NodePaused;
import tribunal.history.HarnessEntry.NodeResumed;
import tribunal.history.HarnessEntry.NodeStarted;

/** Operators that change subscriptions and the frames that subscribers saw; and one that sets a clock. */
final class SubscriptionMutations {
    private SubscriptionMutations() {}

    static Optional<RecordedHistory> staleLast(RecordedHistory r) {
        return r.delivered().map(last -> r.without(e -> e instanceof UpdateReceived && r.isAbout(e, last)));
    }

    /** Moves all frames that show an order's last version by 300 ms. */
    static Optional<RecordedHistory> late(RecordedHistory r) {
        return r.calmEnds("DELIVERED")
                .filter(last -> r.isUndisturbed(last.at()))
                .filter(last -> frames(r, last).anyMatch(u -> u.at() - last.at() < 50 * MS))
                .findFirst()
                .map(last -> r.moved(e -> e instanceof UpdateReceived && r.isAbout(e, last), 300 * MS));
    }

    private static Stream<UpdateReceived> frames(RecordedHistory r, Committed version) {
        return r.all(UpdateReceived.class).filter(u -> r.isAbout(u, version));
    }

    /** Adds a read at the end for a customer that never existed. */
    static Optional<RecordedHistory> readForNobody(RecordedHistory r) {
        long end = r.end() + r.limits().forgottenAfter().toNanos();
        return Optional.of(r.with(new ChangesRead(end, "node-1", "customer:nobody")));
    }

    /** A frame with the third version of a calm order that was delivered and never read. */
    private static Optional<UpdateReceived> update(RecordedHistory r) {
        return r.calmEnds("DELIVERED")
                .filter(last -> r.sends(last.entity()).noneMatch(s -> s.name().equals("READ")))
                .flatMap(last -> frames(r, r.versions(last.entity()).get(2)))
                .findFirst();
    }

    static Optional<RecordedHistory> regression(RecordedHistory r) {
        return update(r)
                .map(u -> r.with(
                        new UpdateReceived(u.at(), u.connection(), u.subscription(), u.entity(), 2, "PAID", Map.of())));
    }

    static Optional<RecordedHistory> phantomUpdate(RecordedHistory r) {
        return update(r).map(u -> r.changed(u, json -> json.put("state", "REJECTED")));
    }

    static Optional<RecordedHistory> prescient(RecordedHistory r) {
        return update(r).map(u -> {
            long committed = r.versions(u.entity()).get(2).at();
            return r.changed(u, json -> json.put("at", committed - 50 * MS));
        });
    }

    /** Subscriptions to topics with this prefix that are open at the end and whose connection answered the ping. */
    private static Stream<Subscribed> open(RecordedHistory r, String prefix) {
        List<Unsubscribed> ended = r.all(Unsubscribed.class).toList();
        List<String> live = r.all(Ponged.class).map(Ponged::connection).toList();
        return r.all(Subscribed.class)
                .filter(s -> s.topic().startsWith(prefix) && live.contains(s.connection()))
                .filter(s -> ended.stream()
                        .noneMatch(u -> u.connection().equals(s.connection())
                                && u.subscription().equals(s.subscription())));
    }

    /** Whether nothing was out of service since this time, or for the longest silence before it. */
    private static boolean isQuietSince(RecordedHistory r, long time) {
        long from = time - r.limits().longestSilence().toNanos() - MS;
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

    /** Whether the bound for catching up, counted from this time, is over at the end. */
    private static boolean isCaughtUp(RecordedHistory r, long time, long end) {
        return time + r.limits().catchUp().toNanos() < end;
    }

    private static UpdateReceived frame(long at, Subscribed s, Committed shown) {
        return new UpdateReceived(
                at, s.connection(), s.subscription(), shown.entity(), shown.version(), shown.state(), Map.of());
    }

    static Optional<RecordedHistory> foreignUpdate(RecordedHistory r) {
        return open(r, "customer:")
                .findFirst()
                .flatMap(s -> r.calmEnds("DELIVERED")
                        .filter(last -> !s.topic()
                                .equals("customer:" + last.attributes().get("customer")))
                        .findFirst()
                        .map(last -> r.with(frame(r.end() + MS, s, last))));
    }

    static Optional<RecordedHistory> foreignBoard(RecordedHistory r) {
        long at = r.end() + MS;
        return open(r, "board:")
                .findFirst()
                .flatMap(s -> r.first(ViewRead.class, b -> !s.topic().equals("board:" + b.key()))
                        .map(b -> r.with(new ViewReceived(
                                at, s.connection(), s.subscription(), b.view(), b.key(), b.revision(), b.cells()))));
    }

    /** Adds a subscription at the end that shows the first version of an order, long after its second. */
    static Optional<RecordedHistory> oldBeginning(RecordedHistory r) {
        return r.all(Committed.class)
                .filter(c -> c.version() == 2 && isQuietSince(r, c.at()))
                .filter(c -> isCaughtUp(r, c.at() + MS, r.end()))
                .findFirst()
                .map(c -> {
                    List<Committed> versions = r.versions(c.entity());
                    Subscribed late = new Subscribed(r.end() + MS, "late-1", "late-1/one", c.entity());
                    return r.with(
                            late,
                            frame(r.end() + 2 * MS, late, versions.getFirst()),
                            frame(r.end() + 3 * MS, late, versions.getLast()));
                });
    }

    static Optional<RecordedHistory> repeated(RecordedHistory r) {
        return r.all(UpdateReceived.class).findFirst().map(u -> r.with(u, u));
    }

    static Optional<RecordedHistory> otherTotal(RecordedHistory r) {
        return r.all(UpdateReceived.class)
                .findFirst()
                .map(u -> r.changed(u, json -> set(json, "attributes", "total", "1")));
    }

    static Optional<RecordedHistory> impossibleBoard(RecordedHistory r) {
        return r.all(ViewReceived.class).findFirst().map(b -> r.changed(b, json -> count(json, "DELIVERED", 100_000)));
    }

    /** Ends a subscription shortly before the end, as if the app had done it. */
    static Optional<RecordedHistory> endedByApp(RecordedHistory r) {
        return drained(r)
                .map(end -> end - MS)
                .filter(at -> isQuietSince(r, at))
                .flatMap(at -> open(r, "customer:")
                        .findFirst()
                        .map(s -> r.with(new Unsubscribed(at, s.connection(), s.subscription(), EndedBy.APP))));
    }

    /** Ends a subscription shortly before the end, and removes the frame with the last version of an order. */
    static Optional<RecordedHistory> silent(RecordedHistory r) {
        return drained(r)
                .flatMap(end -> open(r, "customer:")
                        .flatMap(s -> r.all(UpdateReceived.class)
                                .filter(u -> u.subscription().equals(s.subscription()) && u.version() > 1))
                        .filter(u -> isOldNews(r, u, end))
                        .findFirst()
                        .map(u -> r.without(e -> isSameNews(e, u))
                                .with(new Unsubscribed(end - MS, u.connection(), u.subscription(), EndedBy.CLIENT))));
    }

    /** Whether a frame shows the last version of its order, which was committed well before the end. */
    private static boolean isOldNews(RecordedHistory r, UpdateReceived u, long end) {
        Committed last = r.versions(u.entity()).getLast();
        return u.version() == last.version() && isQuietSince(r, last.at()) && isCaughtUp(r, last.at() + 2 * MS, end);
    }

    private static boolean isSameNews(Entry entry, UpdateReceived u) {
        return entry instanceof UpdateReceived other
                && other.subscription().equals(u.subscription())
                && other.entity().equals(u.entity())
                && other.version() == u.version();
    }

    static Optional<RecordedHistory> unanswered(RecordedHistory r) {
        return drained(r)
                .flatMap(end -> open(r, "customer:")
                        .filter(s -> r.all(Pinged.class)
                                .anyMatch(p -> p.connection().equals(s.connection())
                                        && isQuietSince(r, p.at())
                                        && isCaughtUp(r, p.at(), end)))
                        .findFirst()
                        .map(s -> r.without(
                                e -> e instanceof Ponged p && p.connection().equals(s.connection()))));
    }

    static Optional<RecordedHistory> nobodyLive(RecordedHistory r) {
        return open(r, "").findFirst().map(_ -> r.without(e -> e instanceof Ponged || e instanceof Pinged));
    }

    /** Sets the wall clock 5 s ahead for a moment. */
    static Optional<RecordedHistory> clockSet(RecordedHistory r) {
        return Optional.of(r.with(
                new ClocksPaired(100 * MS, 100_000, 100),
                new ClocksPaired(200 * MS, 5_200_000, 100),
                new ClocksPaired(300 * MS, 300_000, 100)));
    }
}
