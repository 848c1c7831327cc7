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
import tribunal.load.run.LoadFailureException;
import tribunal.scenario.schedule.BoardSubscriber;
import tribunal.scenario.schedule.Customer;
import tribunal.scenario.schedule.Schedule;

/**
 * The schedule being played by Gatling in this JVM; one at a time, since Gatling makes its simulation by name and reads
 * its part here.
 */
public final class TrafficPlayer {
    /** Users exist so long before they are to do something, so that none is late for being made. */
    private static final Duration LEAD = Duration.ofSeconds(2);

    private static volatile @Nullable TrafficPlayer current;

    private final List<Customer> customers;
    private final NodeAddresses app;
    private final ClientWitness witness;
    private final TrafficBarriers gate;
    private final List<BoardSubscriber> boardWatchers;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger nextWatcher = new AtomicInteger();

    public TrafficPlayer(Schedule schedule, NodeAddresses app, ClientWitness witness, TrafficBarriers gate) {
        this.customers = schedule.customers().stream()
                .sorted(Comparator.comparing(Customer::joins))
                .toList();
        this.boardWatchers = schedule.boardWatchers();
        this.app = app;
        this.witness = witness;
        this.gate = gate;
    }

    /** The one being played. */
    static TrafficPlayer current() {
        return Objects.requireNonNull(current, "no traffic is being played");
    }

    /**
     * Plays it to the end, which comes when the gate says so. What Gatling prints goes nowhere.
     *
     * @throws LoadFailureException if Gatling itself fails
     */
    public void play(Path gatlingFolder) {
        current = this;
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

    NodeAddresses app() {
        return app;
    }

    ClientWitness witness() {
        return witness;
    }

    TrafficBarriers gate() {
        return gate;
    }

    /** Called once by Gatling before the first user: sets the schedule's zero. */
    void begin() {
        try {
            gate.rehearsing().await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        gate.started().complete(witness.clocks().at() + LEAD.toNanos());
    }

    /** How many customers join in each second of the schedule. */
    List<Integer> joiningBySecond() {
        if (customers.isEmpty()) {
            return List.of(0);
        }
        int seconds = (int) customers.getLast().joins().toSeconds() + 1;
        int[] counts = new int[seconds];
        customers.forEach(c -> counts[(int) c.joins().toSeconds()]++);
        return IntStream.of(counts).boxed().toList();
    }

    /** How many watch boards. */
    int boardWatchers() {
        return boardWatchers.size();
    }

    /** The next customer in the order of joining. */
    CustomerSession nextCustomer() {
        int number = next.getAndIncrement();
        return new CustomerSession(customers.get(number), number, stage());
    }

    /** The next of those who watch boards. */
    BoardSession nextBoardWatcher() {
        return new BoardSession(boardWatchers.get(nextWatcher.getAndIncrement()), stage());
    }

    private CustomerSession.Stage stage() {
        return new CustomerSession.Stage(witness, app, gate.started().join());
    }
}
