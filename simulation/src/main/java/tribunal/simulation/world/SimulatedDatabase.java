package tribunal.simulation.world;

import foodcourt.port.Clock;
import foodcourt.port.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tribunal.fault.plan.Outage;
import tribunal.history.Entry;
import tribunal.history.IndexedRandom;
import tribunal.simulation.decision.Decision.CallFault;
import tribunal.simulation.decision.Decision.ScheduledOutage;
import tribunal.simulation.decision.DecisionSource;
import tribunal.simulation.store.InMemoryPostgres;
import tribunal.simulation.time.SimulatedProcess;
import tribunal.simulation.time.SimulatedThread;
import tribunal.simulation.time.VirtualTime;

/** The store as a separate process: it can be slow or cut off from all nodes, and it survives the crashes of nodes. */
public final class SimulatedDatabase {
    static final Duration SLOW_FOR = Duration.ofSeconds(3);

    private static final long OUTCOME = IndexedRandom.key("what became of it");
    private static final long LATER_MIN = 10_000_000;
    private static final long LATER_MAX = 3_000_000_000L;

    private final VirtualTime time;
    private final DecisionSource decisions;
    private final IndexedRandom random;
    private final InMemoryPostgres store;
    private final SimulatedProcess process;
    private final Consumer<Outage.Kind> onOutage;
    private final List<StoreConnection> connections = new ArrayList<>();
    private long slowBy;
    private boolean isCut;
    private boolean isHealed;
    private int cuts;

    /** @param onOutage is notified of each outage that affected something */
    public SimulatedDatabase(
            VirtualTime time,
            DecisionSource decisions,
            long seed,
            Consumer<Entry> witness,
            Consumer<Outage.Kind> onOutage) {
        this.onOutage = onOutage;
        this.time = time;
        this.decisions = decisions;
        this.random = new IndexedRandom(seed);
        this.process = time.harnessProcess("database");
        this.store = new InMemoryPostgres(process, clock(time, 0), time::now, witness);
    }

    /** Returns a clock with this offset, in nanoseconds. */
    public static Clock clock(VirtualTime time, long skew) {
        return new Clock() {
            @Override
            public long monotonicNanos() {
                return time.now();
            }

            @Override
            public Instant now() {
                return Instant.EPOCH.plusNanos(Duration.ofDays(1).toNanos() + time.now() + skew);
            }
        };
    }

    StoreConnection connect(String node) {
        StoreConnection connection = new StoreConnection(this, node);
        connections.add(connection);
        return connection;
    }

    VirtualTime time() {
        return time;
    }

    public InMemoryPostgres store() {
        return store;
    }

    /** Returns the fault of the thread's next call, if it has one. */
    Optional<CallFault> callFault(SimulatedThread thread) {
        int call = thread.nextDraw();
        return isHealed ? Optional.empty() : decisions.callFault(thread, call);
    }

    int cuts() {
        return cuts;
    }

    boolean isCut() {
        return isCut;
    }

    /** Delays a call; the delay is longer while the store is slow. */
    void delay(long typical) {
        SimulatedThread thread = time.running();
        time.call(slowBy == 0 ? typical : typical + (long) (slowBy * random.fraction(thread.key() + 1, time.now())));
    }

    void slow(ScheduledOutage outage) {
        slowBy = outage.nanos();
        process.sleep(SLOW_FOR);
        slowBy = 0;
    }

    /** Cuts off all nodes. Open transactions are rolled back; a commit under way takes effect or does not. */
    void cut() {
        isCut = true;
        cuts++;
        connections.forEach(StoreConnection::disconnect);
    }

    void restore() {
        isCut = false;
    }

    void countOutage(Outage.Kind kind) {
        onOutage.accept(kind);
    }

    /** Ends all faults of calls. */
    public void heal() {
        isHealed = true;
    }

    /** Decides about a call under way from a node that died: not applied, applied, or applied later. */
    void resolve(SimulatedThread dead, StoreConnection.Call call) {
        double draw = random.fraction(dead.key(), OUTCOME);
        if (draw < 1 / 3.0) {
            call.undo().run();
        } else if (draw < 2 / 3.0) {
            runDetached(call.effect());
        } else {
            long delay = IndexedRandom.logarithmic(random.fraction(dead.key(), OUTCOME + 1), LATER_MIN, LATER_MAX);
            process.start("for " + dead.name(), () -> {
                process.sleep(Duration.ofNanos(delay));
                runDetached(call.effect());
            });
        }
    }

    /** Runs a call that has lost its caller, and ignores its failure. */
    static void runDetached(Runnable effect) {
        try {
            effect.run();
        } catch (StoreException | IllegalStateException e) {
            // No caller is left to notify.
        }
    }

    /** Returns the failure of a statement that had no effect because of an injected fault. */
    static StoreException unreachable(String message) {
        return new StoreException.NotCommitted(message, new IllegalStateException("injected"));
    }

    /** Whether a call that was under way when its connection broke takes effect. */
    boolean takesEffect(SimulatedThread thread) {
        return random.fraction(thread.key(), OUTCOME + 2 + cuts) < 0.5;
    }
}
