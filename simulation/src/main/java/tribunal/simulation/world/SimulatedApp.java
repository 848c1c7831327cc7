package tribunal.simulation.world;

import foodcourt.Foodcourt;
import foodcourt.defect.Defect;
import foodcourt.functions.InProcessChannel;
import foodcourt.port.Hint;
import foodcourt.port.Ports;
import foodcourt.port.ReadModels;
import foodcourt.port.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import tribunal.fault.inject.FaultInjector;
import tribunal.simulation.time.SequentialRandom;
import tribunal.simulation.time.SimulatedNode;
import tribunal.simulation.time.SimulatedThread;
import tribunal.simulation.time.VirtualTime;

/** One life of one node: Foodcourt's own code over simulated ports. What is started again is another one. */
public final class SimulatedApp {
    private static final long JITTER = SequentialRandom.key("jitter");
    private static final Duration STOP_BOUND = Duration.ofSeconds(5);

    private final String name;
    private final SimulatedNode process;
    private final StoreConnection line;
    private final SimulatedHints hints;
    private final FaultInjector injector;
    private final Foodcourt foodcourt;

    /**
     * What all nodes share.
     *
     * @param injectors makes a node's fault injector
     * @param others tells all nodes but the one named
     * @param settings the app's, by node
     */
    public record Surroundings(
            VirtualTime world,
            SimulatedDatabase database,
            SimulatedThirdParties thirdParties,
            Function<String, FaultInjector> injectors,
            BiConsumer<String, List<Hint>> others,
            Optional<Defect> defect,
            Function<String, Settings> settings,
            long seed) {}

    /**
     * Assembles it; nothing runs yet.
     *
     * @param life which of the node's lives, from 1
     * @param skew by how many nanoseconds its wall clock is off
     */
    SimulatedApp(String name, int life, long skew, Surroundings around) {
        VirtualTime world = around.world();
        this.name = name;
        this.process = world.node(life == 1 ? name : name + "." + life);
        this.line = around.database().line(name);
        this.hints = new SimulatedHints(
                around.database(), process, words -> around.others().accept(name, words));
        this.injector = around.injectors().apply(name);
        InProcessChannel channel = new InProcessChannel();
        SequentialRandom chance = new SequentialRandom(around.seed());
        Ports ports = injector.apply(new Ports(
                SimulatedDatabase.clock(world, skew),
                process,
                line,
                line,
                new DelayedReads(around.database(), around.database().store().reads()),
                channel,
                around.thirdParties(),
                hints,
                () -> jitter(world, chance)));
        Settings settings = around.settings().apply(name);
        this.foodcourt = around.defect()
                .map(broken -> new Foodcourt(ports, settings, broken))
                .orElseGet(() -> new Foodcourt(ports, settings));
        channel.serve(foodcourt.functions());
    }

    private static double jitter(VirtualTime world, SequentialRandom chance) {
        SimulatedThread me = world.running();
        return chance.of(me.key() + JITTER, me.nextDraw());
    }

    public String name() {
        return name;
    }

    SimulatedNode process() {
        return process;
    }

    public Foodcourt foodcourt() {
        return foodcourt;
    }

    /** What it reads for clients, as the app's queries do. */
    public ReadModels reads() {
        return foodcourt.reads();
    }

    public SimulatedHints hints() {
        return hints;
    }

    void start() {
        foodcourt.start();
    }

    /** Dies at once. */
    void kill() {
        process.kill();
        line.orphaned();
    }

    /** Stops as the app does when it is asked to, and dies if that takes too long. */
    void stop() {
        process.start("stop", () -> foodcourt.stop(STOP_BOUND)).join();
        kill();
    }

    public void heal() {
        injector.heal();
    }
}
