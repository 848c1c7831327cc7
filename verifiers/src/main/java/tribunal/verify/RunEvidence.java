package tribunal.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tribunal.history.ChannelEntry.ClockSampled;
import tribunal.history.ClientEntry.Ponged;
import tribunal.history.ClientEntry.Subscribed;
import tribunal.history.ClientEntry.Unsubscribed;
import tribunal.history.DatabaseEntry.BoardRead;
import tribunal.history.Demands;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry;
import tribunal.history.HarnessEntry.ClocksPaired;
import tribunal.history.HarnessEntry.RunStarted;
import tribunal.history.Limits;
import tribunal.history.Model;
import tribunal.history.Phase;

/**
 * What is known of the run as a whole.
 *
 * @param kinds its entries
 * @param pongs when each connection last answered a ping
 * @param boards as they were read in the end, by restaurant
 */
record RunEvidence(
        EntriesByKind kinds,
        Model model,
        RunStarted started,
        Clocks clocks,
        Course course,
        Troubles troubles,
        Subscriptions subscriptions,
        Map<String, Long> pongs,
        SortedMap<String, BoardRead> boards) {

    /** {@code last}: when the last entry of all was made. */
    static RunEvidence of(EntriesByKind kinds, long last, Model model, RunStarted started) {
        List<HarnessEntry> harness = new ArrayList<>();
        Subscriptions subscriptions = new Subscriptions();
        Map<String, Long> pongs = new HashMap<>();
        SortedMap<String, BoardRead> boards = new TreeMap<>();
        for (Entry entry : kinds.ofRun()) {
            switch (entry) {
                case HarnessEntry e -> harness.add(e);
                case Subscribed e -> subscriptions.add(e);
                case Unsubscribed e -> subscriptions.end(e);
                case Ponged e -> pongs.put(e.connection(), e.at());
                case BoardRead e -> boards.put(e.restaurant(), e);
                default -> {} // found by its kind
            }
        }
        return new RunEvidence(
                kinds,
                model,
                started,
                Clocks.of(kinds.all(ClocksPaired.class)),
                Course.of(kinds, last),
                Troubles.of(
                        harness, kinds.all(ClockSampled.class), started.limits().lease()),
                subscriptions,
                pongs,
                boards);
    }

    /** Under real load a late load generator says that the machine was too busy; in virtual time nothing is ever busy. */
    boolean isRealTime() {
        return !started.mode().equals("simulate");
    }

    /** The harness lived to say how the run ended: what is absent never was. */
    boolean whole() {
        return end().isPresent();
    }

    Optional<Long> end() {
        return course.end();
    }

    boolean restsInFinal(OrderEvidence order) {
        return order.current()
                .filter(c -> model.finals().containsKey(c.status()))
                .isPresent();
    }

    Limits limits() {
        return started.limits();
    }

    Demands demands() {
        return started.demands();
    }

    /** The app answered a ping of its connection after heal. */
    boolean pongedAfterHeal(SubscriptionEvidence subscription) {
        long heal = course.started(Phase.HEAL).orElse(Long.MAX_VALUE);
        return pongs.getOrDefault(subscription.subscribed().connection(), Long.MIN_VALUE) >= heal;
    }

    <E extends Entry> List<E> all(Class<E> kind) {
        return kinds.all(kind);
    }

    /** Some fault or some node's trouble touches the time, or the longest silence before or after it. */
    boolean isDisturbed(long from, long to) {
        long silence = limits().longestSilence().toNanos();
        return troubles.anyFault(from - silence, to + silence);
    }

    Findings findings() {
        return new Findings(whole());
    }

    /** Of a verifier that compares times of the database with those of other witnesses. */
    Findings findingsAcrossClocks() {
        Findings findings = findings();
        clocks.doubt().ifPresent(findings::doubt);
        return findings;
    }
}
