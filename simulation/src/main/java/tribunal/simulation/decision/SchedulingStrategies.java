package tribunal.simulation.decision;

import java.time.Duration;
import tribunal.history.IndexedRandom;
import tribunal.simulation.time.SchedulingStrategy;

/** Two ways to vary the order of calls and threads from seed to seed, in search of interleavings that break the app. */
final class SchedulingStrategies {
    // Old words: other keys would change every seed.
    private static final long STRATEGY = IndexedRandom.key("pace");
    private static final long TIME = IndexedRandom.key("pace, time");

    /** Share of calls with an untypical latency. */
    private static final double UNUSUAL = 0.08;

    private static final long UNUSUAL_MIN = Duration.ofNanos(20_000).toNanos();
    private static final long UNUSUAL_MAX = Duration.ofMillis(60).toNanos();

    /** Share of threads that lose their priority once. */
    private static final double PRIORITY_LOSS_SHARE = 0.15;

    /** Such a thread loses its priority at one of its first calls, up to this number. */
    private static final int PRIORITY_LOSS_CALLS = 12;

    private static final long CHANGE_MIN = Duration.ofMillis(1).toNanos();

    /** Well below half a lease: a heartbeat with this delay still renews its leases in time. */
    private static final long PRIORITY_LOSS_MAX = Duration.ofMillis(700).toNanos();

    private SchedulingStrategies() {}

    static SchedulingStrategy drawn(IndexedRandom random) {
        return random.fraction(STRATEGY, 0) < 0.5 ? varied(random) : priorities(random);
    }

    /** Many calls take a little more or less time than typical. */
    static SchedulingStrategy varied(IndexedRandom random) {
        return (thread, call, typical) -> random.fraction(thread.key(), call) < UNUSUAL
                ? IndexedRandom.logarithmic(random.fraction(thread.key() + TIME, call), UNUSUAL_MIN, UNUSUAL_MAX)
                : typical;
    }

    /**
     * Few threads lose their priority, each at one call. The call takes long enough for all other threads to come to
     * rest, which finds races of few steps sooner. After the priority-based strategy of Burckhardt and others ("A
     * Randomized Scheduler with Probabilistic Guarantees of Finding Bugs", 2010), with times for its priorities.
     */
    static SchedulingStrategy priorities(IndexedRandom random) {
        return (thread, call, typical) -> {
            if (call > PRIORITY_LOSS_CALLS || random.fraction(thread.key(), 0) >= PRIORITY_LOSS_SHARE) {
                return typical;
            }
            int change = 1 + (int) (random.fraction(thread.key(), 1) * PRIORITY_LOSS_CALLS);
            return call == change
                    ? IndexedRandom.logarithmic(random.fraction(thread.key(), 2), CHANGE_MIN, PRIORITY_LOSS_MAX)
                    : typical;
        };
    }
}
