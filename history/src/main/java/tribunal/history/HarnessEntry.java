package tribunal.history;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the harness itself did. */
public sealed interface HarnessEntry extends Entry {
    @Override
    default Witness witness() {
        return Witness.HARNESS;
    }

    /**
     * The first entry of a run: what it was started with.
     *
     * @param orders how many the schedule places, without rehearsal and canary
     * @param poisoned the deliveries that are to fail until they are given up
     */
    record RunStarted(
            long at,
            String scenario,
            long seed,
            String mode,
            int orders,
            int couriers,
            JudgeLimits limits,
            Requirements demands,
            List<Poisoned> poisoned)
            implements HarnessEntry {
        public RunStarted {
            poisoned = List.copyOf(poisoned);
        }

        RunStarted with(Requirements other) {
            return new RunStarted(at, scenario, seed, mode, orders, couriers, limits, other, poisoned);
        }
    }

    /**
     * A delivery that the scenario has declared a dead letter, by identity.
     *
     * @param ordinal of the event among those of its type of this order, from 1
     * @param attempts after so many failed ones it is to be given up: 1 if the failure is permanent
     */
    record Poisoned(String order, String eventType, int ordinal, String function, int attempts) {}

    /** A phase began; the one before it ended. */
    record PhaseStarted(long at, Phase phase) implements HarnessEntry {}

    /** The canary, an order without faults placed at heal: when it is done, the app is alive. */
    record CanaryPlaced(long at, String order) implements HarnessEntry {}

    /** Nothing is outstanding any more, and nothing has changed for the quiet time. */
    record Drained(long at) implements HarnessEntry {}

    /** The harness stopped waiting although work is outstanding. */
    record NotDrained(long at, String why, List<Outstanding> outstanding) implements HarnessEntry {}

    /** A declared fault that is not a fate of one attempt (an outage, an assault) began. */
    record FaultWindowOpened(long at, String fault) implements HarnessEntry {}

    /** That fault ended. */
    record FaultWindowClosed(long at, String fault) implements HarnessEntry {}

    /**
     * How often a declared fault struck a node while its window was open, as that node's own counters tell.
     *
     * @param strikes by kind: {@code latency}, {@code exception}, {@code cpu}, {@code memory}
     */
    record FaultStruck(long at, String fault, String node, SortedMap<String, Long> strikes) implements HarnessEntry {}

    /** A node of the app was seen ready. */
    record NodeStarted(long at, String node) implements HarnessEntry {}

    /** A node of the app was killed, as planned. */
    record NodeKilled(long at, String node) implements HarnessEntry {}

    /**
     * A node of the app died although no plan killed it.
     *
     * @param how its process ended: {@code exit 3}, {@code killed by signal 9}
     * @param log the last lines of its log
     */
    record NodeDied(long at, String node, String how, List<String> log) implements HarnessEntry {
        public NodeDied {
            log = List.copyOf(log);
        }
    }

    /** A node of the app was stopped (SIGSTOP). */
    record NodePaused(long at, String node) implements HarnessEntry {}

    /** A paused node goes on (SIGCONT). */
    record NodeResumed(long at, String node) implements HarnessEntry {}

    /**
     * The harness's two clocks, read together: the way to bring database times to the run's origin.
     *
     * @param wall wall clock, in microseconds since 1970
     * @param spacing nanoseconds between the two monotonic readings around the wall reading; {@code at} is their middle
     */
    record ClocksPaired(long at, long wall, long spacing) implements HarnessEntry {}

    /**
     * What the run's processes use, twice a second.
     *
     * @param cpu processor time since each process's start in nanoseconds: {@code node-1}, {@code database}, {@code
     *     harness}; without the database where it is out of sight
     * @param busy share of the machine's processors in use since the last sample, 0 to 1
     * @param sessions of the app that are at work in the database, by what they do: {@code running}, {@code idle in
     *     transaction}, {@code waiting for Lock} …
     * @param backlog deliveries outstanding
     * @param memory resident bytes, by process; empty where the system does not tell
     * @param disk bytes of the database's folder, without its write-ahead log, which is used again, and of the history so far
     *     (measured every ten seconds); 0 if nobody told
     */
    record ResourcesSampled(
            long at,
            SortedMap<String, Long> cpu,
            double busy,
            int processors,
            SortedMap<String, Long> sessions,
            long backlog,
            SortedMap<String, Long> memory,
            long disk)
            implements HarnessEntry {
        /** A history that is older than memory and disk tells neither. */
        public ResourcesSampled {
            memory = Objects.requireNonNullElseGet(memory, TreeMap::new);
        }
    }

    /** A delivery that lacks its end: one event for one function. */
    record Outstanding(String event, String function) implements Comparable<Outstanding> {
        private static final Comparator<Outstanding> ORDER =
                Comparator.comparing(Outstanding::event).thenComparing(Outstanding::function);

        @Override
        public int compareTo(Outstanding other) {
            return ORDER.compare(this, other);
        }
    }
}
