package tribunal.load.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * A shell that cleans up after the harness, however the harness ends. It runs in its own session and reads a pipe from
 * the harness, which registers each process, folder and container before use. When the pipe closes, it kills the
 * processes and PostgreSQL, waits until PostgreSQL is gone, and removes folder and container.
 */
public final class ProcessReaper implements AutoCloseable {
    private static final String NEW_SESSION = "if command -v setsid >/dev/null; then exec setsid sh -c \"$0\"; "
            + "else exec perl -MPOSIX -e 'POSIX::setsid(); exec \"sh\", \"-c\", $ARGV[0]' \"$0\"; fi";

    private final Process shell;
    private final Writer pipe;

    private ProcessReaper(Process shell) {
        this.shell = shell;
        this.pipe = shell.outputWriter(StandardCharsets.UTF_8);
    }

    public static ProcessReaper start() {
        try {
            return new ProcessReaper(new ProcessBuilder(List.of("sh", "-c", NEW_SESSION, script()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new LoadFailureException("cannot start the process reaper: " + e.getMessage(), e);
        }
    }

    private static String script() throws IOException {
        try (InputStream script = ProcessReaper.class.getResourceAsStream("reaper.sh")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    public void registerProcess(long pid) {
        send("process " + pid);
    }

    /** Unregisters a process that has ended: its pid may soon belong to another one. */
    public void unregister(long pid) {
        send("ended " + pid);
    }

    public void unregister(String container) {
        send("ended " + container);
    }

    /** Registers a PostgreSQL data folder, to stop its server and remove it. The path must hold no line break. */
    public void registerFolder(Path path) {
        send("folder " + path);
    }

    /** Registers the server of that folder, to stop it even if the folder is gone. */
    public void registerPostmaster(long pid) {
        send("postmaster " + pid);
    }

    /** Registers a Docker container, to remove it if it exists then. */
    public void registerContainer(String name) {
        send("container " + name);
    }

    private synchronized void send(String line) {
        try {
            pipe.write(line + "\n");
            pipe.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the process reaper has ended", e);
        }
    }

    /** Closes the pipe, which starts the cleanup, and waits for it at most 10 seconds. */
    @Override
    public void close() {
        try {
            pipe.close();
            shell.waitFor(10, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
