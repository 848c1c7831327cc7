package tribunal.simulation.decision;

import java.time.Duration;
import tribunal.simulation.time.SchedulingStrategy;
import tribunal.simulation.time.SequentialRandom;

/** The two ways in which a seed's interleavings are sought. */
final class SchedulingStrategies {
    private static final long WHICH = SequentialRandom.key("pace");
    private static final long TIME = SequentialRandom.key("pace, time");

    /** One call in so many takes another time than usual. */
    private static final double UNUSUAL = 0.08;

    private static final long UNUSUAL_MIN = Duration.ofNanos(20_000).toNanos();
    private static final long UNUSUAL_MAX = Duration.ofMillis(60).toNanos();

    /** One thread in so many loses its priority once. */
    private static final double CHANGES = 0.15;

    /** Among so many of its first calls. */
    private static final int CHANGE_AMONG = 12;

    private static final long CHANGE_MIN = Duration.ofMillis(1).toNanos();

    /** Well below half a lease: a heartbeat that comes so much later keeps what it holds. */
    private static final long CHANGE_MAX = Duration.ofMillis(700).toNanos();

    private SchedulingStrategies() {}

    /** Either, by the seed. */
    static SchedulingStrategy drawn(SequentialRandom chance) {
        return chance.of(WHICH, 0) < 0.5 ? random(chance) : priorities(chance);
    }

    /** Many calls take a little more or less than usual. */
    static SchedulingStrategy random(SequentialRandom chance) {
        return (thread, call, usual) -> chance.of(thread.key(), call) < UNUSUAL
                ? SequentialRandom.logarithmic(chance.of(thread.key() + TIME, call), UNUSUAL_MIN, UNUSUAL_MAX)
                : usual;
    }

    /**
     * Few threads lose their priority, each at one call, for so long that all others come to rest before it goes on: races
     * of few steps are found sooner. After the priority-based strategy of Burckhardt and others ("A Randomized Scheduler
     * with Probabilistic Guarantees of Finding Bugs", 2010), whose priorities are times here.
     */
    static SchedulingStrategy priorities(SequentialRandom chance) {
        return (thread, call, usual) -> {
            if (call > CHANGE_AMONG || chance.of(thread.key(), 0) >= CHANGES) {
                return usual;
            }
            int change = 1 + (int) (chance.of(thread.key(), 1) * CHANGE_AMONG);
            return call == change
                    ? SequentialRandom.logarithmic(chance.of(thread.key(), 2), CHANGE_MIN, CHANGE_MAX)
                    : usual;
        };
    }
}
