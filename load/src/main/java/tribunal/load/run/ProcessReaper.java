package tribunal.load.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What outlives the harness for a moment, so that nothing else does: a shell in a session of its own that reads a pipe
 * from us. It is told of each process and folder before use; when the pipe closes, however the harness ended, it kills
 * those processes and PostgreSQL, waits until PostgreSQL is gone, and removes folder and container.
 */
public final class ProcessReaper implements AutoCloseable {
    /** Signals are ignored, so that Ctrl-C, which reaches the whole terminal group, leaves it to the end of the pipe. */
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
              # Twice: its making may have been under way.
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
              for p in /proc/[0-9]*; do
                case $(readlink "$p/cwd") in "$folder" | "$folder (deleted)") echo "${p#/proc/}" ;; esac
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

    /** Starts it. */
    public static ProcessReaper start() {
        try {
            return new ProcessReaper(new ProcessBuilder(List.of("sh", "-c", NEW_SESSION, SCRIPT))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new LoadFailureException("cannot start the guardian: " + e.getMessage(), e);
        }
    }

    /** To be killed. */
    public void process(long pid) {
        tell("process " + pid);
    }

    /** Has ended: its number may belong to somebody else soon. */
    public void ended(long pid) {
        tell("ended " + pid);
    }

    /** Has been removed. */
    public void ended(String container) {
        tell("ended " + container);
    }

    /** A PostgreSQL data folder, to be stopped and removed. The path must hold no line break. */
    public void folder(Path path) {
        tell("folder " + path);
    }

    /** The process of the server in that folder, which is to be gone when we are, even if the folder is. */
    public void postmaster(long pid) {
        tell("postmaster " + pid);
    }

    /** A Docker container's name, to be removed. It need not be there, now or ever. */
    public void container(String name) {
        tell("container " + name);
    }

    private synchronized void tell(String line) {
        try {
            pipe.write(line + "\n");
            pipe.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the guardian is gone", e);
        }
    }

    /** Lets it do its work and waits for it, a few seconds at most. */
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
