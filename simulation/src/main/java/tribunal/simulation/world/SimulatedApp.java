package tribunal.simulation.world;

import foodcourt.Foodcourt;
import foodcourt.defect.Defect;
import foodcourt.functions.InProcessChannel;
import foodcourt.port.Hint;
import foodcourt.port.Ports;
import foodcourt.port.Settings;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import tribunal.fault.inject.FaultInjector;
import tribunal.history.IndexedRandom;
import tribunal.simulation.time.SimulatedProcess;
import tribunal.simulation.time.SimulatedThread;
import tribunal.simulation.time.VirtualTime;

/** One process of a node: Foodcourt's own code over simulated ports. A restart of the node makes a new one. */
public final class SimulatedApp {
    private static final long JITTER = IndexedRandom.key("jitter");

    private final String name;
    private final SimulatedProcess process;
    private final StoreConnection connection;
    private final SimulatedHints hints;
    private final FaultInjector injector;
    private final Foodcourt foodcourt;

    /**
     * The collaborators that all nodes share.
     *
     * @param injectors makes a node's fault injector
     * @param notifyOthers sends hints to all nodes except the named one
     * @param settings returns the app's settings for a node
     */
    public record Surroundings(
            VirtualTime time,
            SimulatedDatabase database,
            SimulatedThirdParties thirdParties,
            Function<String, FaultInjector> injectors,
            BiConsumer<String, List<Hint>> notifyOthers,
            Optional<Defect> defect,
            Function<String, Settings> settings,
            long seed) {}

    /**
     * Assembles the app; nothing runs yet.
     *
     * @param incarnation number of this process of the node, from 1
     * @param skew offset of its wall clock, in nanoseconds
     */
    SimulatedApp(String name, int incarnation, long skew, Surroundings surroundings) {
        VirtualTime time = surroundings.time();
        IndexedRandom random = new IndexedRandom(surroundings.seed());
        this.name = name;
        this.process = time.node(incarnation == 1 ? name : name + "." + incarnation);
        this.connection = surroundings.database().connect(name);
        this.hints = new SimulatedHints(
                surroundings.database(),
                process,
                newHints -> surroundings.notifyOthers().accept(name, newHints),
                random);
        this.injector = surroundings.injectors().apply(name);
        InProcessChannel channel = new InProcessChannel();
        Ports ports = injector.apply(new Ports(
                SimulatedDatabase.clock(time, skew),
                process,
                connection,
                connection,
                new DelayedReads(
                        surroundings.database(), surroundings.database().store().reads()),
                channel,
                surroundings.thirdParties(),
                hints,
                () -> jitter(time, random)));
        Settings settings = surroundings.settings().apply(name);
        this.foodcourt = surroundings
                .defect()
                .map(bug -> bug.app(ports, settings))
                .orElseGet(() -> new Foodcourt(ports, settings));
        channel.serve(foodcourt.functions());
    }

    private static double jitter(VirtualTime time, IndexedRandom random) {
        SimulatedThread thread = time.running();
        return random.fraction(thread.key() + JITTER, thread.nextDraw());
    }

    public String name() {
        return name;
    }

    SimulatedProcess process() {
        return process;
    }

    public Foodcourt foodcourt() {
        return foodcourt;
    }

    public SimulatedHints hints() {
        return hints;
    }

    void kill() {
        process.kill();
        connection.nodeDied();
    }

    /** Stops the app in order; kills the process when that is done, or takes too long. */
    void stop() {
        process.start("stop", () -> foodcourt.stop(Foodcourt.STOP_BOUND)).join();
        kill();
    }

    public void heal() {
        injector.heal();
    }
}
