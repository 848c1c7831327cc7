package tribunal.verify.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tribunal.history.AppModel;
import tribunal.history.ChannelEntry.ClockSampled;
import tribunal.history.ClientEntry.Ponged;
import tribunal.history.ClientEntry.Subscribed;
import tribunal.history.ClientEntry.Unsubscribed;
import tribunal.history.DatabaseEntry.BoardRead;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry;
import tribunal.history.HarnessEntry.ClocksPaired;
import tribunal.history.HarnessEntry.RunStarted;
import tribunal.history.JudgeLimits;
import tribunal.history.Phase;
import tribunal.history.Requirements;
import tribunal.verify.verdict.Findings;

/**
 * What is known of the run as a whole.
 *
 * @param kinds its entries
 * @param pongs when each connection last answered a ping
 * @param boards as they were read in the end, by restaurant
 */
public record RunEvidence(
        EntriesByKind kinds,
        AppModel model,
        RunStarted started,
        ClockUncertainty clocks,
        RunPhases course,
        OutageWindows troubles,
        SubscriptionIndex subscriptions,
        Map<String, Long> pongs,
        SortedMap<String, BoardRead> boards) {

    /** {@code last}: when the last entry of all was made. */
    public static RunEvidence of(EntriesByKind kinds, long last, AppModel model, RunStarted started) {
        List<HarnessEntry> harness = new ArrayList<>();
        SubscriptionIndex subscriptions = new SubscriptionIndex();
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
                ClockUncertainty.of(kinds.all(ClocksPaired.class)),
                RunPhases.of(kinds, last),
                OutageWindows.of(
                        harness, kinds.all(ClockSampled.class), started.limits().lease()),
                subscriptions,
                pongs,
                boards);
    }

    /** Under real load a late load generator says that the machine was too busy; in virtual time nothing is ever busy. */
    public boolean isRealTime() {
        return !started.mode().equals("simulate");
    }

    /** The harness lived to say how the run ended: what is absent never was. */
    public boolean whole() {
        return end().isPresent();
    }

    public Optional<Long> end() {
        return course.end();
    }

    public boolean restsInFinal(OrderEvidence order) {
        return order.current()
                .filter(c -> model.finals().containsKey(c.status()))
                .isPresent();
    }

    public JudgeLimits limits() {
        return started.limits();
    }

    public Requirements demands() {
        return started.demands();
    }

    /** The app answered a ping of its connection after heal. */
    public boolean pongedAfterHeal(SubscriptionEvidence subscription) {
        long heal = course.started(Phase.HEAL).orElse(Long.MAX_VALUE);
        return pongs.getOrDefault(subscription.subscribed().connection(), Long.MIN_VALUE) >= heal;
    }

    public <E extends Entry> List<E> all(Class<E> kind) {
        return kinds.all(kind);
    }

    /** Some fault or some node's trouble touches the time, or the longest silence before or after it. */
    public boolean isDisturbed(long from, long to) {
        long silence = limits().longestSilence().toNanos();
        return troubles.anyFault(from - silence, to + silence);
    }

    public Findings findings() {
        return new Findings(whole());
    }

    /** Of a verifier that compares times of the database with those of other witnesses. */
    public Findings findingsAcrossClocks() {
        Findings findings = findings();
        clocks.doubt().ifPresent(findings::doubt);
        return findings;
    }
}
