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
import tribunal.history.ClientEntry;
import tribunal.history.DatabaseEntry.ViewRead;
import tribunal.history.Demands;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry;
import tribunal.history.HarnessEntry.ClocksPaired;
import tribunal.history.HarnessEntry.RunStarted;
import tribunal.history.JudgeLimits;
import tribunal.history.Phase;
import tribunal.verify.verdict.Findings;

/**
 * The evidence on a run as a whole.
 *
 * @param kinds the entries of the part that concerns the whole run
 * @param lastPongs when each connection last received an answer to a ping
 * @param boards the boards as read at the end, by restaurant
 */
public record RunEvidence(
        EntriesByKind kinds,
        AppModel model,
        RunStarted started,
        ClockUncertainty clocks,
        RunPhases phases,
        OutageWindows outages,
        SubscriptionIndex subscriptions,
        Map<String, Long> lastPongs,
        SortedMap<String, ViewRead> boards) {
    private static final long SIMULATED_DELAY_MAX = 100_000_000;

    /**
     * Collects the evidence on a run.
     *
     * @param last time of the last entry of the whole history
     */
    public static RunEvidence of(EntriesByKind kinds, long last, AppModel model, RunStarted started) {
        List<HarnessEntry> harness = new ArrayList<>();
        SubscriptionIndex subscriptions = new SubscriptionIndex();
        Map<String, Long> pongs = new HashMap<>();
        SortedMap<String, ViewRead> boards = new TreeMap<>();
        for (Entry entry : kinds.ofRun()) {
            switch (entry) {
                case HarnessEntry e -> harness.add(e);
                case ClientEntry.Subscribed e -> subscriptions.add(e);
                case ClientEntry.Unsubscribed e -> subscriptions.end(e);
                case ClientEntry.Ponged e -> pongs.put(e.connection(), e.at());
                case ViewRead e -> boards.put(e.key(), e);
                default -> {} // looked up by kind
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

    /** Whether the run took place in real time. Only there can lateness come from a busy machine. */
    public boolean isRealTime() {
        return !started.mode().equals(RunStarted.SIMULATE);
    }

    /**
     * How late a thread without port calls may act, in nanoseconds. On a busy machine that is less than a lease. In
     * simulation such a thread acts in time, and this leaves room for a few calls of others.
     */
    public long threadDelayMax() {
        return isRealTime() ? limits().lease().toNanos() : SIMULATED_DELAY_MAX;
    }

    /** Whether the harness recorded the run's end. Only then does a missing entry prove anything. */
    public boolean isComplete() {
        return end().isPresent();
    }

    public Optional<Long> end() {
        return phases.end();
    }

    public boolean isInFinalState(OrderEvidence order) {
        return order.current()
                .filter(c -> model.finalStates().containsKey(c.state()))
                .isPresent();
    }

    public JudgeLimits limits() {
        return started.limits();
    }

    public Demands demands() {
        return started.demands();
    }

    /** Whether the app answered a ping of the subscription's connection after the phase HEAL began. */
    public boolean pongedAfterHeal(SubscriptionEvidence subscription) {
        long heal = phases.started(Phase.HEAL).orElse(Long.MAX_VALUE);
        return lastPongs.getOrDefault(subscription.subscribed().connection(), Long.MIN_VALUE) >= heal;
    }

    public <E extends Entry> List<E> all(Class<E> kind) {
        return kinds.all(kind);
    }

    /** Whether a fault, outage or stall overlaps the period, extended by the longest silence on both sides. */
    public boolean isDisturbed(long from, long to) {
        long silence = limits().longestSilence().toNanos();
        return outages.anyFault(from - silence, to + silence);
    }

    public Findings findings() {
        return new Findings(isComplete());
    }

    /** Empty findings for a verifier that compares database times with times of other witnesses. */
    public Findings findingsAcrossClocks() {
        Findings findings = findings();
        clocks.doubt().ifPresent(findings::doubt);
        return findings;
    }
}
