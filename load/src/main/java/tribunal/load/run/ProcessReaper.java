package tribunal.load.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A shell that cleans up after the harness, however the harness ends. It runs in its own session and reads a pipe from
 * the harness, which registers each process, folder and container before use. When the pipe closes, it kills the
 * processes and PostgreSQL, waits until PostgreSQL is gone, and removes folder and container.
 */
public final class ProcessReaper implements AutoCloseable {
    /** Ignores signals, such as Ctrl-C to the whole terminal group: only the end of the pipe starts the cleanup. */
    private static final String SCRIPT = """
            trap '' INT TERM HUP QUIT PIPE
            pids= folder= postmaster= container=
            while read -r what which; do
              case $what in
                process) pids="$pids $which" ;;
                ended) kept=; for p in $pids; do [ "$p" = "$which" ] || kept="$kept $p"; done; pids=$kept
                  [ "$which" != "$postmaster" ] || postmaster=
                  [ "$which" != "$container" ] || container= ;;
                folder) folder=$which ;;
                postmaster) postmaster=$which ;;
                container) container=$which ;;
              esac
            done
            for p in $pids; do kill -KILL "$p" 2>/dev/null; done
            if [ -n "$container" ]; then
              # Twice: its creation may have been under way.
              for again in 1 2; do
                docker rm -f -v "$container" ||
                  curl -s --unix-socket /var/run/docker.sock -X DELETE "http://d/containers/$container?force=1&v=1"
                sleep 1
              done
            fi >/dev/null 2>&1
            [ -n "$folder" ] || exit 0
            # The postmaster and its children work in the folder, even if it was removed meanwhile.
            servers() {
              [ -z "$postmaster" ] || ! kill -0 "$postmaster" || echo "$postmaster"
              # One process for all links: a readlink for each takes a second on a busy machine.
              ls -ld /proc/[0-9]*/cwd | while read -r link; do
                case $link in *" -> $folder" | *" -> $folder (deleted)") p=${link#*/proc/}; echo "${p%%/*}" ;; esac
              done
            }
            gone=0 tries=0
            while [ $gone -lt 5 ] && [ $tries -lt 100 ]; do
              tries=$((tries + 1))
              [ -n "$postmaster" ] || read -r postmaster < "$folder/postmaster.pid"
              if [ -n "$(servers)" ]; then
                gone=0
                [ -z "$postmaster" ] || kill -QUIT "$postmaster"
                [ $tries -lt 30 ] || kill -KILL $(servers)
              elif [ -e "$folder" ]; then
                gone=0
                rm -rf "$folder"
              else
                gone=$((gone + 1))
              fi
              sleep 0.1
            done 2>/dev/null
            """;

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
            return new ProcessReaper(new ProcessBuilder(List.of("sh", "-c", NEW_SESSION, SCRIPT))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new LoadFailureException("cannot start the process reaper: " + e.getMessage(), e);
        }
    }

    public void process(long pid) {
        send("process " + pid);
    }

    /** Unregisters a process that has ended: its pid may soon belong to another one. */
    public void ended(long pid) {
        send("ended " + pid);
    }

    public void ended(String container) {
        send("ended " + container);
    }

    /** Registers a PostgreSQL data folder, to stop its server and remove it. The path must hold no line break. */
    public void folder(Path path) {
        send("folder " + path);
    }

    /** Registers the server of that folder, to stop it even if the folder is gone. */
    public void postmaster(long pid) {
        send("postmaster " + pid);
    }

    /** Registers a Docker container, to remove it if it exists then. */
    public void container(String name) {
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
