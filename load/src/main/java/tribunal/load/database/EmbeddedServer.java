package tribunal.load.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import tribunal.load.harness.LoadFailureException;
import tribunal.load.harness.MachineCheck;
import tribunal.load.harness.ProcessReaper;
import tribunal.load.harness.Signals;

/**
 * The server process of the run's own PostgreSQL, which can be killed, stopped, paused and started again on the same
 * data and port. If the harness dies, the process reaper ends the server, whatever its state.
 */
public final class EmbeddedServer {
    private static final long START_SECONDS = 60;
    private static final long STOP_SECONDS = 30;
    private static final int POLL_MILLIS = 20;

    private final List<String> command;
    private final String url;
    private final Path log;
    private final ProcessReaper reaper;
    private volatile ProcessHandle postmaster;
    private volatile boolean isDownAsPlanned;
    private final AtomicInteger starts = new AtomicInteger(1);

    private EmbeddedServer(List<String> command, String url, Path log, ProcessReaper reaper, ProcessHandle postmaster) {
        this.command = command;
        this.url = url;
        this.log = log;
        this.reaper = reaper;
        this.postmaster = postmaster;
    }

    static EmbeddedServer of(EmbeddedPostgres started, DatabaseOption.StartParameters place, String url) {
        ProcessHandle postmaster = postmaster(place.data());
        List<String> command = new ArrayList<>(MachineCheck.postgresPrefix());
        command.add(postmaster
                .info()
                .command()
                .orElseThrow(() -> new LoadFailureException("this system does not say which program is PostgreSQL's")));
        command.addAll(List.of("-D", place.data().toString(), "-p", Integer.toString(started.getPort())));
        Database.settings(place.connections())
                .forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        place.reaper().registerPostmaster(postmaster.pid());
        return new EmbeddedServer(List.copyOf(command), url, place.log(), place.reaper(), postmaster);
    }

    /** The server's main process: the first line of its lock file is the pid. The library only knows {@code pg_ctl}. */
    private static ProcessHandle postmaster(Path data) {
        try (Stream<String> lines = Files.lines(data.resolve("postmaster.pid"))) {
            return lines.findFirst()
                    .map(String::strip)
                    .map(Long::parseLong)
                    .flatMap(ProcessHandle::of)
                    .orElseThrow(() -> new LoadFailureException("PostgreSQL ended as soon as it had started"));
        } catch (IOException e) {
            throw new LoadFailureException("PostgreSQL has no lock file: " + e.getMessage(), e);
        }
    }

    private Stream<ProcessHandle> processes() {
        return Stream.concat(Stream.of(postmaster), postmaster.descendants());
    }

    /** Kills the postmaster and all its sessions (SIGKILL), and waits until they are gone. */
    public void kill() {
        isDownAsPlanned = true;
        List<ProcessHandle> killed = processes().toList();
        killed.forEach(ProcessHandle::destroyForcibly);
        killed.forEach(process -> process.onExit().join());
    }

    /** Ends all sessions and stops the server, as {@code pg_ctl stop -m fast} does; kills it if that takes too long. */
    public void stop() {
        isDownAsPlanned = true;
        Signals.interrupt(postmaster);
        postmaster
                .onExit()
                .completeOnTimeout(postmaster, STOP_SECONDS, TimeUnit.SECONDS)
                .join();
        kill();
    }

    /**
     * Starts the server, and waits until it accepts connections. After a kill it first recovers from its write-ahead
     * log. Throws LoadFailureException if that takes more than {@value #START_SECONDS} seconds, or if it was never down.
     */
    public void start() throws InterruptedException {
        long bound = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        if (accepts()) {
            throw new LoadFailureException("PostgreSQL still answers, although this run has ended it: see " + log);
        }
        starts.incrementAndGet();
        launch();
        while (!accepts()) {
            if (System.nanoTime() > bound) {
                throw new LoadFailureException(
                        "PostgreSQL did not come back within " + START_SECONDS + " s: see " + log);
            }
            if (!postmaster.isAlive()) {
                launch();
            }
            Thread.sleep(POLL_MILLIS);
        }
        isDownAsPlanned = false;
    }

    private void launch() {
        reaper.unregister(postmaster.pid());
        try {
            postmaster = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start()
                    .toHandle();
        } catch (IOException e) {
            throw new LoadFailureException("PostgreSQL cannot be started again: " + e.getMessage(), e);
        }
        reaper.registerPostmaster(postmaster.pid());
    }

    private boolean accepts() {
        try (var _ = DriverManager.getConnection(url, Database.login("postgres", ""))) {
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    /** Pauses the server and all its sessions (SIGSTOP). */
    public void pause() {
        Signals.pause(processes());
    }

    /** Lets the server and its sessions go on (SIGCONT). */
    public void resume() {
        Signals.resume(processes());
    }

    /** Whether the server has ended although no outage ended it. */
    boolean isDead() {
        return !isDownAsPlanned && !postmaster.isAlive();
    }

    /** Whether an outage keeps the server down at the moment. */
    boolean isDownAsPlanned() {
        return isDownAsPlanned;
    }

    int starts() {
        return starts.get();
    }

    boolean isAlive() {
        return postmaster.isAlive();
    }

    long pid() {
        return postmaster.pid();
    }
}
