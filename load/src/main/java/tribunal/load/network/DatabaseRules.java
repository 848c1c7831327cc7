package tribunal.load.network;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import tribunal.fault.plan.Outage;
import tribunal.fault.plan.OutagePlan;
import tribunal.history.HarnessEntry;
import tribunal.history.HarnessEntry.TransactionDisturbed;
import tribunal.history.IndexedRandom;
import tribunal.wire.Flight;
import tribunal.wire.FlightAction;
import tribunal.wire.FlightRule;
import tribunal.wire.TransactionStatus;

/**
 * Decides what happens to the flights between nodes and database: which transactions are disturbed at their commit, and
 * whether sessions may begin. Each decision about a transaction follows from seed, node, connection and flight alone.
 *
 * <p>Only transactions that write are disturbed: COMMIT after a write, and single statements that write. So a node that
 * starts again is safe, whose migration only reads; so are connections that listen.
 */
final class DatabaseRules {
    private static final FlightAction CONFLICT =
            new FlightAction.Refuse("40001", "could not serialize access due to concurrent update");

    /**
     * PostgreSQL rolls the transaction back, and the session goes on. No app takes that for a conflict, a duplicate, a
     * lost connection or an unknown outcome.
     */
    private static final FlightAction ROLL_BACK = new FlightAction.Refuse("53200", "out of memory");

    private static final FlightAction EXHAUSTED = new FlightAction.Refuse("53300", "sorry, too many clients already");

    private final OutagePlan plan;
    private final List<Outage> outages;
    private final LongSupplier clock;
    private final Consumer<HarnessEntry> record;

    /** Releases what is held. */
    private final CompletableFuture<FlightAction> healed = new CompletableFuture<>();

    private volatile boolean disturbs;
    private volatile boolean exhausted;

    /** An action at a commit, and whether the database gets the commit. */
    private record Decision(FlightAction action, boolean executed) {}

    DatabaseRules(OutagePlan plan, List<Outage> outages, LongSupplier clock, Consumer<HarnessEntry> record) {
        this.plan = plan;
        this.outages = outages;
        this.clock = clock;
        this.record = record;
    }

    void start() {
        disturbs = true;
    }

    /** Disturbs no more transactions, and releases those that are held. */
    void heal() {
        disturbs = false;
        healed.complete(FlightAction.forward());
    }

    void exhaust(boolean begins) {
        exhausted = begins;
    }

    FlightRule rule(String node) {
        return new NodeRule(node);
    }

    private final class NodeRule implements FlightRule {
        private final String node;

        /** The connections with an open transaction that has written. */
        private final Set<Integer> written = ConcurrentHashMap.newKeySet();

        NodeRule(String node) {
            this.node = node;
        }

        @Override
        public FlightAction decideStartup(Flight startup) {
            return exhausted ? EXHAUSTED : FlightAction.forward();
        }

        @Override
        public FlightAction decide(Flight flight) {
            return commitsWrite(flight) && disturbs ? disturbed(flight) : FlightAction.forward();
        }

        private boolean commitsWrite(Flight flight) {
            boolean writes = flight.writes();
            if (flight.isTransaction()) {
                return writes;
            }
            if (flight.statusBefore() == TransactionStatus.IDLE) {
                written.remove(flight.connection());
            }
            if (writes) {
                written.add(flight.connection());
            }
            return flight.commit()
                    && flight.statusBefore() == TransactionStatus.IN_TRANSACTION
                    && written.remove(flight.connection());
        }

        private FlightAction disturbed(Flight flight) {
            long key = IndexedRandom.key("transactions of " + node + " on " + flight.connection());
            double rest = plan.random().fraction(key, flight.number());
            for (Outage outage : outages) {
                rest -= outage.ratio();
                if (rest < 0) {
                    Decision decision = decision(outage, key, flight.number());
                    record.accept(new TransactionDisturbed(
                            clock.getAsLong(),
                            outage.kind().label(),
                            node,
                            flight.connection(),
                            flight.number(),
                            decision.executed()));
                    return decision.action();
                }
            }
            return FlightAction.forward();
        }

        private Decision decision(Outage outage, long key, int number) {
            return switch (outage.kind()) {
                case CONFLICT -> new Decision(CONFLICT, false);
                case ROLL_BACK -> new Decision(ROLL_BACK, false);
                case LOSE_CONNECTION -> new Decision(new FlightAction.CutBefore(), false);
                case UNKNOWN_COMMIT ->
                    plan.random().fraction(key + 1, number) < 0.5
                            ? new Decision(new FlightAction.CutAfter(), true)
                            : new Decision(new FlightAction.CutBefore(), false);
                case HOLD_TRANSACTION -> new Decision(hold(plan.nanos(outage, key, number)), true);
                default -> throw new IllegalStateException(outage.kind() + " does not disturb transactions");
            };
        }

        private FlightAction hold(long nanos) {
            return new FlightAction.Hold(
                    healed.copy().completeOnTimeout(FlightAction.forward(), nanos, TimeUnit.NANOSECONDS));
        }
    }
}
