package tribunal.history;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** An action or observation of the harness itself. */
public sealed interface HarnessEntry extends Entry {
    @Override
    default Witness witness() {
        return Witness.HARNESS;
    }

    /**
     * The first entry of a run: its settings.
     *
     * @param mode any word; {@link #SIMULATE} means virtual time, where no busy machine excuses lateness
     * @param planned number of scheduled entities, without rehearsal and canary
     * @param resources the number of each kind of resource, by its name in the model
     * @param poisoned the deliveries that fail until the app gives them up, if the harness knows them before the run; so
     *     does each fate of kind {@code poison} that it decides
     */
    record RunStarted(
            long at,
            String scenario,
            long seed,
            String mode,
            int planned,
            Map<String, Integer> resources,
            JudgeLimits limits,
            @JsonProperty("demands") Demands demands,
            List<Poisoned> poisoned)
            implements HarnessEntry {
        /** The mode of a run in virtual time. */
        public static final String SIMULATE = "simulate";

        /** Replaces what a history does not say by defaults. */
        public RunStarted {
            resources = Objects.requireNonNullElse(resources, Map.of());
            limits = Objects.requireNonNullElse(limits, JudgeLimits.UNDECLARED);
            demands = Objects.requireNonNullElse(demands, Demands.NONE);
        }

        /** This entry with the limits of the model, if it has none of its own and the model declares some. */
        public RunStarted withLimitsOf(AppModel model) {
            return model.limits() == null || !limits.equals(JudgeLimits.UNDECLARED)
                    ? this
                    : new RunStarted(at, scenario, seed, mode, planned, resources, model.limits(), demands, poisoned);
        }

        /** A copy of this entry with the budgets of other demands. */
        public RunStarted withBudgetsOf(Demands other) {
            return new RunStarted(
                    at, scenario, seed, mode, planned, resources, limits, demands.withBudgetsOf(other), poisoned);
        }
    }

    /**
     * A delivery that the scenario declares a dead letter before the run, by identity.
     *
     * @param ordinal the event's position among the events of its type of this entity, from 1
     * @param attempts the number of failed attempts after which the app must give it up: 1 if the failure is permanent
     */
    record Poisoned(String entity, String eventType, int ordinal, String function, int attempts) {}

    /** A phase began, and the phase before it ended. */
    record PhaseStarted(long at, Phase phase) implements HarnessEntry {}

    /** The harness started the canary, an entity without faults, at heal. Its completion shows that the app works. */
    record CanaryStarted(long at, String entity) implements HarnessEntry {}

    /** The run is drained: nothing is outstanding, and nothing has changed for the quiet time. */
    record Drained(long at) implements HarnessEntry {}

    /** The harness stopped waiting although work is outstanding. */
    record NotDrained(long at, String why, List<DeliveryId> outstanding) implements HarnessEntry {}

    /** A declared fault that is not the fate of one attempt (an outage, an assault) began. */
    record FaultWindowOpened(long at, String fault) implements HarnessEntry {}

    /** The fault of a {@link FaultWindowOpened} ended. */
    record FaultWindowClosed(long at, String fault) implements HarnessEntry {}

    /**
     * An outage of one client's connection began: others notice nothing.
     *
     * @param fault its kind: {@code cut-updates}, {@code slow-updates}, {@code silent-updates}
     * @param client as in the client's own entries
     */
    record ClientOutageStarted(long at, String fault, String client) implements HarnessEntry {}

    /** The outage of a {@link ClientOutageStarted} ended. */
    record ClientOutageEnded(long at, String fault, String client) implements HarnessEntry {}

    /**
     * A proxy between a node and the database disturbed one transaction at its commit. It is written before the effect.
     *
     * @param fault its kind: {@code unknown-commit}, {@code conflict} …
     * @param connection number of the node's connection to the database, from 1
     * @param flight number of the client's message group on that connection, from 1
     * @param executed whether the database got the commit
     */
    record TransactionDisturbed(long at, String fault, String node, int connection, int flight, boolean executed)
            implements HarnessEntry {}

    /**
     * How often a declared fault affected a node while its window was open, from the node's own counters.
     *
     * @param strikes by kind: {@code latency}, {@code exception}, {@code cpu}, {@code memory}
     */
    record FaultStruck(long at, String fault, String node, SortedMap<String, Long> strikes) implements HarnessEntry {}

    /** The harness found a node of the app ready. */
    record NodeStarted(long at, String node) implements HarnessEntry {}

    /** The harness asked a node of the app to stop: it finishes what it has begun, and begins nothing more. */
    record NodeStopping(long at, String node) implements HarnessEntry {}

    /** The harness killed a node of the app, as planned, or a node that was asked to stop has stopped. */
    record NodeKilled(long at, String node) implements HarnessEntry {}

    /**
     * A node of the app died although no plan killed it.
     *
     * @param how the way its process ended: {@code exit 3}, {@code killed by signal 9}
     * @param log the last lines of its log
     */
    record NodeDied(long at, String node, String how, List<String> log) implements HarnessEntry {}

    /** The harness paused a node of the app (SIGSTOP). */
    record NodePaused(long at, String node) implements HarnessEntry {}

    /** The harness resumed a paused node (SIGCONT). */
    record NodeResumed(long at, String node) implements HarnessEntry {}

    /**
     * A joint reading of the harness's two clocks, used to convert database times to times since the run's origin.
     *
     * @param wall wall clock, in microseconds since 1970
     * @param spacing nanoseconds between the two monotonic readings around the wall reading; {@code at} is their middle
     */
    record ClocksPaired(long at, long wall, long spacing) implements HarnessEntry {}

    /**
     * Resources used by the run's processes, sampled twice a second.
     *
     * @param cpu processor time since each process's start in nanoseconds: {@code node-1}, {@code database},
     *     {@code harness}; without the database if it is invisible
     * @param busy share of the machine's processors in use since the last sample, 0 to 1
     * @param sessions the app's active database sessions, by what they do: {@code running},
     *     {@code idle in transaction}, {@code waiting for Lock} …
     * @param backlog outstanding deliveries
     * @param memory resident bytes, by process; empty if the system does not report them
     * @param disk bytes of the database's folder, without the reusable write-ahead log, and of the history so far,
     *     measured every ten seconds; 0 if not measured
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
        /** Histories older than memory and disk contain neither. */
        public ResourcesSampled {
            memory = Objects.requireNonNullElseGet(memory, TreeMap::new);
        }
    }
}
