package tribunal.load.traffic;

import io.gatling.app.Gatling$;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tribunal.load.app.NodeAddresses;
import tribunal.load.harness.LoadFailureException;
import tribunal.scenario.schedule.BoardWatcher;
import tribunal.scenario.schedule.Customer;
import tribunal.scenario.schedule.Schedule;

/**
 * Plays one schedule with Gatling in this JVM. Only one can be played at a time: Gatling creates the simulation by its
 * class name, and the simulation finds its data here.
 */
public final class TrafficPlayer {
    /** Gatling creates users this long before the schedule begins, so that their creation delays none. */
    private static final Duration LEAD = Duration.ofSeconds(2);

    private static volatile @Nullable TrafficPlayer current;

    private final List<Customer> customers;
    private final NodeAddresses app;
    private final ClientWitness witness;
    private final TrafficBarriers barriers;
    private final List<BoardWatcher> boardWatchers;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger nextWatcher = new AtomicInteger();

    public TrafficPlayer(Schedule schedule, NodeAddresses app, ClientWitness witness, TrafficBarriers barriers) {
        this.customers = schedule.customers().stream()
                .sorted(Comparator.comparing(Customer::joins))
                .toList();
        this.boardWatchers = schedule.boardWatchers();
        this.app = app;
        this.witness = witness;
        this.barriers = barriers;
    }

    static TrafficPlayer current() {
        return Objects.requireNonNull(current, "no traffic is being played");
    }

    /** Plays the schedule until {@link TrafficBarriers#over}, without Gatling's output. Fails if Gatling does. */
    public void play(Path gatlingFolder) {
        current = this;
        GatlingPreferences.install();
        PrintStream out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            int exit = Gatling$.MODULE$.fromArgs(
                    new String[] {"-s", TrafficSimulation.class.getName(), "-rf", gatlingFolder.toString(), "-nr"});
            if (exit != 0) {
                throw new LoadFailureException("Gatling ended with " + exit);
            }
        } finally {
            System.setOut(out);
            current = null;
        }
    }

    ClientWitness witness() {
        return witness;
    }

    TrafficBarriers barriers() {
        return barriers;
    }

    /** Sets the start of the schedule. Gatling's simulation calls this once, before the first user. */
    void begin() {
        try {
            barriers.rehearsal().await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        barriers.started().complete(witness.clock().now() + LEAD.toNanos());
    }

    /** Number of customers that join in each second of the schedule. */
    List<Integer> joiningBySecond() {
        if (customers.isEmpty()) {
            return List.of(0);
        }
        int seconds = (int) customers.getLast().joins().toSeconds() + 1;
        int[] counts = new int[seconds];
        customers.forEach(c -> counts[(int) c.joins().toSeconds()]++);
        return IntStream.of(counts).boxed().toList();
    }

    int boardWatchers() {
        return boardWatchers.size();
    }

    /** The next customer in the order of joining. */
    CustomerSession nextCustomer() {
        int number = next.getAndIncrement();
        return new CustomerSession(customers.get(number), number, context());
    }

    BoardSession nextBoardWatcher() {
        return new BoardSession(boardWatchers.get(nextWatcher.getAndIncrement()), context());
    }

    private VirtualUser.TrafficContext context() {
        return new VirtualUser.TrafficContext(witness, app, barriers.started().join());
    }
}
