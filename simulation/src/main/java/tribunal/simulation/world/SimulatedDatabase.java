package tribunal.simulation.world;

import foodcourt.port.Clock;
import foodcourt.port.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tribunal.fault.plan.Outage;
import tribunal.history.Entry;
import tribunal.simulation.decision.Decision.Incident;
import tribunal.simulation.decision.Decisions;
import tribunal.simulation.store.InMemoryPostgres;
import tribunal.simulation.time.SequentialRandom;
import tribunal.simulation.time.SimulatedNode;
import tribunal.simulation.time.SimulatedThread;
import tribunal.simulation.time.VirtualTime;

/** The store as a process of its own: it can be slow, cut off from everybody, and it outlives the nodes that ask it. */
public final class SimulatedDatabase {
    /** For so long it stays slow. */
    static final Duration SLOW_FOR = Duration.ofSeconds(3);

    private static final long WAY = SequentialRandom.key("what became of it");
    private static final long LATER_MIN = 10_000_000;
    private static final long LATER_MAX = 3_000_000_000L;

    private final VirtualTime world;
    private final Decisions choices;
    private final SequentialRandom chance;
    private final InMemoryPostgres store;
    private final SimulatedNode process;
    private final Consumer<Outage.Kind> befallen;
    private final List<StoreConnection> lines = new ArrayList<>();
    private long slowBy;
    private boolean isCut;
    private boolean isHealed;
    private int cuts;

    /** @param befallen told of each outage that really befell something */
    public SimulatedDatabase(
            VirtualTime world, Decisions choices, long seed, Consumer<Entry> witness, Consumer<Outage.Kind> befallen) {
        this.befallen = befallen;
        this.world = world;
        this.choices = choices;
        this.chance = new SequentialRandom(seed);
        this.process = world.stage("database");
        this.store = new InMemoryPostgres(process, clock(world, 0), world::now, witness);
    }

    /** A clock that is off by so much. */
    public static Clock clock(VirtualTime world, long skew) {
        return new Clock() {
            @Override
            public long monotonicNanos() {
                return world.now();
            }

            @Override
            public Instant now() {
                return Instant.EPOCH.plusNanos(Duration.ofDays(1).toNanos() + world.now() + skew);
            }
        };
    }

    /** A new line to it, for a node. */
    StoreConnection line(String node) {
        StoreConnection line = new StoreConnection(this, node);
        lines.add(line);
        return line;
    }

    VirtualTime world() {
        return world;
    }

    public InMemoryPostgres store() {
        return store;
    }

    Decisions choices() {
        return choices;
    }

    boolean isHealed() {
        return isHealed;
    }

    /** How often everybody was cut off so far; odd while they are. */
    int cuts() {
        return cuts;
    }

    boolean isCut() {
        return isCut;
    }

    /** A call that takes longer while the store is slow. */
    void take(long usual) {
        SimulatedThread me = world.running();
        world.call(slowBy == 0 ? usual : usual + (long) (slowBy * chance.of(me.key() + 1, world.now())));
    }

    void slow(Incident incident) {
        slowBy = incident.lasting();
        process.sleep(SLOW_FOR);
        slowBy = 0;
    }

    /** Cuts everybody off: what was open is rolled back; a commit that was under way took place or did not. */
    void cut() {
        isCut = true;
        cuts++;
        lines.forEach(StoreConnection::broken);
    }

    void mend() {
        isCut = false;
    }

    void befell(Outage.Kind kind) {
        befallen.accept(kind);
    }

    /** No troubles any more. */
    public void heal() {
        isHealed = true;
    }

    /** What becomes of a dead node's call that was under way: not applied, applied, or applied later. */
    void orphaned(SimulatedThread dead, StoreConnection.Call call) {
        double way = chance.of(dead.key(), WAY);
        if (way < 1 / 3.0) {
            call.undo().run();
        } else if (way < 2 / 3.0) {
            attempt(call.effect());
        } else {
            long later = SequentialRandom.logarithmic(chance.of(dead.key(), WAY + 1), LATER_MIN, LATER_MAX);
            process.start("for " + dead.name(), () -> {
                process.sleep(Duration.ofNanos(later));
                attempt(call.effect());
            });
        }
    }

    /** What had failed already fails again, and nobody hears of it. */
    static void attempt(Runnable effect) {
        try {
            effect.run();
        } catch (StoreException | IllegalStateException e) {
            // Nobody is there to be told.
        }
    }

    /** Whether what was under way when the line broke took effect. */
    boolean tookEffect(SimulatedThread thread) {
        return chance.of(thread.key(), WAY + 2 + cuts) < 0.5;
    }
}
