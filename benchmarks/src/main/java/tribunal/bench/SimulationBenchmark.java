package tribunal.bench;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import tribunal.history.AppModel;
import tribunal.history.JudgeLimits;
import tribunal.scenario.ScenarioOverrides;
import tribunal.scenario.file.ScenarioCatalogue;
import tribunal.simulation.SimulatedRun;
import tribunal.simulation.decision.SeedInputs;
import tribunal.simulation.time.SchedulingStrategy;
import tribunal.simulation.time.SimulatedProcess;
import tribunal.simulation.time.VirtualTime;
import tribunal.verify.Judge;

/** Measures the cost of virtual time: a switch between two threads, and a whole seed, simulated and judged. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "-Djdk.virtualThreadScheduler.parallelism=1",
            "-Djdk.virtualThreadScheduler.maxPoolSize=1",
            "-Djdk.trackAllThreads=false"
        })
public class SimulationBenchmark {
    private static final int THREADS = 50;
    private static final int THREAD_SWITCHES = 100_000;

    private final AppModel model = ScenarioCatalogue.model();
    private final JudgeLimits limits = JudgeLimits.DEFAULT;
    private final SeedInputs swarm = new SeedInputs(
            new ScenarioCatalogue(Judge.GUARANTEES).read("swarm", ScenarioOverrides.none()), Optional.empty());
    private long seed;

    @Benchmark
    @OperationsPerInvocation(THREAD_SWITCHES)
    public long threadSwitch() throws InterruptedException {
        VirtualTime world = new VirtualTime(SchedulingStrategy.EVEN);
        SimulatedProcess process = world.harnessProcess("benchmark");
        for (int n = 1; n < THREADS; n++) {
            process.start("sleeper " + n, () -> sleepAlternately(process));
        }
        world.run(process, () -> {
            sleepAlternately(process);
            process.sleep(Duration.ofMillis(1));
        });
        return world.threadSwitches();
    }

    private static void sleepAlternately(SimulatedProcess process) {
        for (int n = 0; n < THREAD_SWITCHES / THREADS; n++) {
            process.sleep(Duration.ofNanos(1));
        }
    }

    /** The next seed of the swarm: 20 orders, all kinds of faults, up to three nodes. */
    @Benchmark
    public Judge.GuaranteeVerdicts seed() throws InterruptedException {
        seed++;
        return Judge.judgeGuarantees(
                SimulatedRun.run(swarm.of(seed), model, limits).history(), model);
    }
}
