package tribunal.load.harness;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** Sends signals to processes. Only for processes of this run. */
public final class Signals {
    private Signals() {}

    /** Sends SIGSTOP to each process, in this order. */
    public static void pause(Stream<ProcessHandle> processes) {
        send("STOP", processes);
    }

    /** Sends SIGCONT to each process, in this order. */
    public static void resume(Stream<ProcessHandle> processes) {
        send("CONT", processes);
    }

    /** Sends SIGINT: PostgreSQL then ends all sessions and stops. */
    public static void interrupt(ProcessHandle process) {
        send("INT", Stream.of(process));
    }

    /** Java has no method for these signals, and a shell has the command built in. A process that is gone is no error. */
    private static void send(String signal, Stream<ProcessHandle> processes) {
        List<String> pids =
                processes.map(process -> Long.toString(process.pid())).toList();
        try {
            new ProcessBuilder("sh", "-c", "kill -" + signal + " " + String.join(" ", pids) + " 2>/dev/null")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new LoadFailureException("cannot send SIG" + signal + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
