package tribunal.simulation.decision;

import foodcourt.defect.Defect;
import foodcourt.port.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tribunal.history.IndexedRandom;
import tribunal.history.JudgeLimits;
import tribunal.scenario.Scenario;

/**
 * The input of a simulated run: equal inputs give equal histories, entry by entry, in every JVM.
 *
 * @param scenario small, with its random choices drawn
 * @param nodes number of processes of the app
 * @param defect the app's bug to switch on
 * @param recorded replaces the decisions of the seed; empty if the seed decides
 */
public record SimulationInput(
        Scenario scenario, long seed, int nodes, Optional<Defect> defect, Optional<RecordedDecisions> recorded) {
    private static final long CONCURRENCY = IndexedRandom.key("concurrency");
    private static final long THIRD_PARTY_LATENCY = IndexedRandom.key("third-party-latency");

    /** One way to a third party, as a load run measured it. */
    private static final Duration USUAL_THIRD_PARTY = Duration.ofNanos(1_500_000);

    /** Long enough that attempts of a function overlap, and that a wait for one exceeds {@link #HAND_OVER}. */
    private static final Duration SLOW_THIRD_PARTY = Duration.ofMillis(150);

    /** Short enough that one node with one slot keeps up with all notifications. */
    private static final Duration SLOW_WITH_ONE_SLOT = Duration.ofMillis(50);

    /**
     * Bound on a hand-over while nothing is wrong. Statements and a hint take 5 ms at most; a poll, 250 ms on average.
     */
    private static final Duration HAND_OVER = Duration.ofMillis(50);

    private static final Duration FRAME = Duration.ofMillis(50);

    /** Covers a lease, the poll that finds it lapsed, and the timeout of an attempt. */
    private static final Duration SETTLING = Duration.ofSeconds(6);

    /**
     * The recorded decisions of a run.
     *
     * @param orders ids of the placed orders; empty for all orders of the schedule
     * @param decisions everything that differs from the plain run
     */
    public record RecordedDecisions(Optional<Set<String>> orders, List<Decision> decisions) {
        public RecordedDecisions {
            decisions = List.copyOf(decisions);
        }

        public RecordedDecisions with(List<Decision> others) {
            return new RecordedDecisions(orders, others);
        }

        /** Returns the number of decisions and of placed orders; orders of a whole schedule are not counted. */
        public int size() {
            return decisions.size() + orders.map(Set::size).orElse(0);
        }
    }

    public SimulationInput with(int nodeCount, RecordedDecisions newDecisions) {
        return new SimulationInput(scenario, seed, nodeCount, defect, Optional.of(newDecisions));
    }

    /** Concurrent deliveries of a function on a node: 1 in half of an exact scenario's seeds, so that some wait. */
    private int concurrency() {
        boolean isSerial = scenario.isExact() && new IndexedRandom(seed).fraction(CONCURRENCY, 0) < 0.5;
        return isSerial ? 1 : scenario.app().concurrency();
    }

    /**
     * Latency between a node and third parties, one way. It is long in half of an exact scenario's seeds, so that
     * attempts overlap.
     */
    public Duration thirdPartyLatency() {
        boolean isSlow = scenario.isExact() && new IndexedRandom(seed).fraction(THIRD_PARTY_LATENCY, 0) < 0.5;
        Duration slow = concurrency() == 1 ? SLOW_WITH_ONE_SLOT : SLOW_THIRD_PARTY;
        return isSlow ? slow : USUAL_THIRD_PARTY;
    }

    public Settings settings(String node) {
        Settings defaults = Settings.defaults();
        return new Settings(
                node,
                scenario.app().lease(),
                defaults.heartbeat(),
                scenario.app().deliveryTimeout(),
                scenario.app().poll(),
                defaults.backOff(),
                defaults.backOffMax(),
                defaults.attempts(),
                concurrency());
    }

    /**
     * Returns the limits, with bounds on waiting if the scenario is exact and no recorded decision changes latencies.
     */
    public JudgeLimits limits(JudgeLimits limits) {
        JudgeLimits known = scenario.app().limits(limits);
        boolean hasLatencies =
                recorded.stream().flatMap(s -> s.decisions().stream()).anyMatch(Decision.CallLatency.class::isInstance);
        return scenario.isExact() && !hasLatencies
                ? known.with(new JudgeLimits.WaitBounds(HAND_OVER, FRAME, SETTLING), concurrency())
                : known;
    }

    public SimulationInput withRecorded(RecordedDecisions newDecisions) {
        return with(nodes, newDecisions);
    }
}
