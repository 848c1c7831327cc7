package tribunal.verify.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tribunal.history.AppModel;
import tribunal.history.AppModel.Topic;
import tribunal.history.ChannelEntry.ClockSampled;
import tribunal.history.ClientEntry;
import tribunal.history.DatabaseEntry.Committed;
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
 * @param kinds the entries of the partition that concerns the whole run
 * @param lastPongs when each connection last received an answer to a ping
 * @param views the views as read at the end, by {@code view:key}
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
        SortedMap<String, ViewRead> views) {
    private static final long SIMULATED_DELAY_MAX = 100_000_000;

    /**
     * Collects the evidence on a run.
     *
     * @param last time of the last entry of the whole history
     */
    public static RunEvidence of(EntriesByKind kinds, long last, AppModel model, RunStarted started) {
        RunStarted limited = started.withLimitsOf(model);
        List<HarnessEntry> harness = new ArrayList<>();
        SubscriptionIndex subscriptions = new SubscriptionIndex();
        Map<String, Long> pongs = new HashMap<>();
        SortedMap<String, ViewRead> views = new TreeMap<>();
        for (Entry entry : kinds.ofRun()) {
            switch (entry) {
                case HarnessEntry e -> harness.add(e);
                case ClientEntry.Subscribed e -> subscriptions.add(e);
                case ClientEntry.Unsubscribed e -> subscriptions.end(e);
                case ClientEntry.Ponged e -> pongs.put(e.connection(), e.at());
                case ViewRead e -> views.put(e.view() + ":" + e.key(), e);
                default -> {} // looked up by kind
            }
        }
        return new RunEvidence(
                kinds,
                model,
                limited,
                ClockUncertainty.of(kinds.all(ClocksPaired.class)),
                RunPhases.of(kinds, last),
                OutageWindows.of(
                        harness, kinds.all(ClockSampled.class), limited.limits().lease(), subscriptions),
                subscriptions,
                pongs,
                views);
    }

    /** The lists of a map by topic whose topics show this version of an entity, joined. */
    public <T> List<T> covering(Map<String, List<T>> byTopic, Committed version) {
        List<T> found = new ArrayList<>();
        String type = AppModel.typeOf(version.entity());
        model.topics().forEach((name, topic) -> {
            if (type.equals(topic.shows())) {
                String key = Topic.ID.equals(topic.by())
                        ? AppModel.keyOf(version.entity())
                        : version.attributes().get(topic.by());
                found.addAll(byTopic.getOrDefault(name + ":" + key, List.of()));
            }
        });
        return found;
    }

    /**
     * The view that a topic shows, as {@code view:key}; empty if it shows none. A topic that the model does not declare
     * shows the view of its name.
     */
    public Optional<String> viewOf(String topic) {
        String name = AppModel.typeOf(topic);
        Topic declared = model.topics().get(name);
        String view = declared == null ? name : declared.view();
        return view == null || !model.views().containsKey(view)
                ? Optional.empty()
                : Optional.of(view + ":" + AppModel.keyOf(topic));
    }

    /** The views that count an entity in this version, as {@code view:key}. */
    public List<String> viewsOf(Committed version) {
        List<String> found = new ArrayList<>(1);
        String type = AppModel.typeOf(version.entity());
        model.views().forEach((name, view) -> {
            if (view.shows().equals(type) && version.attributes().containsKey(view.by())) {
                found.add(name + ":" + version.attributes().get(view.by()));
            }
        });
        return found;
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

    public boolean isInFinalState(EntityEvidence entity) {
        return entity.current()
                .filter(c -> model.isFinal(c.entity(), c.state()))
                .isPresent();
    }

    /** The limits that the history sets, or else the model, or else those that suit any engine. */
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

    /** Whether the same holds for this subscription, whose client can have outages of its own. */
    public boolean isDisturbed(SubscriptionEvidence subscription, long from, long to) {
        long silence = limits().longestSilence().toNanos();
        return isDisturbed(from, to)
                || OutageWindows.anyOverlaps(outages.ofClient(subscription), from - silence, to + silence);
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
