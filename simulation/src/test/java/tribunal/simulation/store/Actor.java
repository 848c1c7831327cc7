package tribunal.simulation.store;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A thread of a test that goes on when it is given a turn, and reports how the turn ended. */
public final class Actor {
    /**
     * How a turn ended.
     *
     * @param isLast whether the actor has played its part
     */
    public record Report(String outcome, boolean isLast) {}

    /** A turn that ended in a wait. */
    public static final Report BLOCKED = new Report("blocked", false);

    private static final long FOR_EVER_SECONDS = 20;
    private static final ThreadLocal<Actor> PLAYING = new ThreadLocal<>();

    private final String name;
    private final BlockingQueue<String> turns = new LinkedBlockingQueue<>();
    private final BlockingQueue<Report> ends = new LinkedBlockingQueue<>();

    private Actor(String name) {
        this.name = name;
    }

    /** Starts a thread that plays this part; it waits for its turns by itself. */
    public static Actor playing(String name, Consumer<Actor> part) {
        Actor actor = new Actor(name);
        Thread.ofVirtual().name(name).start(() -> {
            PLAYING.set(actor);
            try {
                part.accept(actor);
            } catch (Throwable e) {
                actor.ends.add(new Report("unexpected: " + e, true));
            }
        });
        return actor;
    }

    /** The actor whose thread this is. */
    static Actor current() {
        return PLAYING.get();
    }

    /** Its own thread's: waits for a turn. */
    public void awaitTurn() {
        if (taken(turns, FOR_EVER_SECONDS * 1_000).isEmpty()) {
            throw new IllegalStateException(name + " got no turn");
        }
    }

    /** Its own thread's: the turn is over. */
    public void report(String outcome) {
        ends.add(new Report(outcome, false));
    }

    /** Its own thread's: the turn is over, and it was the last. */
    public void end(String outcome) {
        ends.add(new Report(outcome, true));
    }

    /** Its own thread's: the turn is over, but what it began is not; it goes on with the next turn. */
    void block() {
        ends.add(BLOCKED);
        awaitTurn();
    }

    /** The test's thread's: has it go on. */
    public void giveTurn() {
        turns.add(name);
    }

    /** The test's thread's: how the turn ended, if it ends within {@code millis} milliseconds. */
    public Optional<Report> reported(long millis) {
        return taken(ends, millis);
    }

    /** The test's thread's: how the turn ended. */
    public Report reported() {
        return reported(FOR_EVER_SECONDS * 1_000)
                .orElseThrow(() -> new IllegalStateException(name + " does not return"));
    }

    private static <T> Optional<T> taken(BlockingQueue<T> queue, long millis) {
        try {
            return Optional.ofNullable(queue.poll(millis, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts here", e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
