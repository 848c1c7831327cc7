package tribunal.simulation;

import foodcourt.Foodcourt;
import foodcourt.Settings;
import foodcourt.defect.Defect;
import foodcourt.functions.InProcessChannel;
import foodcourt.port.Hint;
import foodcourt.port.Ports;
import foodcourt.port.ReadModels;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import tribunal.fault.Injector;
import tribunal.simulation.time.Chance;
import tribunal.simulation.time.SimulatedNode;
import tribunal.simulation.time.SimulatedThread;
import tribunal.simulation.time.World;

/** One life of one node: Foodcourt's own code over simulated ports. What is started again is another one. */
final class App {
    private static final long JITTER = Chance.key("jitter");
    private static final Duration STOP_BOUND = Duration.ofSeconds(5);

    private final String name;
    private final SimulatedNode process;
    private final StoreLine line;
    private final SimulatedHints hints;
    private final Injector injector;
    private final Foodcourt foodcourt;

    /**
     * What all nodes share.
     *
     * @param injectors makes a node's fault injector
     * @param others tells all nodes but the one named
     * @param settings the app's, by node
     */
    record Surroundings(
            World world,
            Database database,
            SimulatedThirdParties thirdParties,
            Function<String, Injector> injectors,
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
    App(String name, int life, long skew, Surroundings around) {
        World world = around.world();
        this.name = name;
        this.process = world.node(life == 1 ? name : name + "." + life);
        this.line = around.database().line(name);
        this.hints = new SimulatedHints(
                around.database(), process, words -> around.others().accept(name, words));
        this.injector = around.injectors().apply(name);
        InProcessChannel channel = new InProcessChannel();
        Chance chance = new Chance(around.seed());
        Ports ports = injector.apply(new Ports(
                Database.clock(world, skew),
                process,
                line,
                line,
                new LineReads(around.database(), around.database().store().reads()),
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

    private static double jitter(World world, Chance chance) {
        SimulatedThread me = world.running();
        return chance.of(me.key() + JITTER, me.nextDraw());
    }

    String name() {
        return name;
    }

    SimulatedNode process() {
        return process;
    }

    Foodcourt foodcourt() {
        return foodcourt;
    }

    /** What it reads for clients, as the app's queries do. */
    ReadModels reads() {
        return foodcourt.reads();
    }

    SimulatedHints hints() {
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

    void heal() {
        injector.heal();
    }
}
