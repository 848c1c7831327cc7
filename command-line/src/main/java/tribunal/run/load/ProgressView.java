package tribunal.run.load;

import tribunal.load.run.LoadStatus;
import tribunal.report.terminal.ProgressLine;
import tribunal.run.directory.CommandEnvironment;

/** Shows the progress of a run: on a terminal one changing line, else a line per phase and every 5 seconds. */
final class ProgressView implements AutoCloseable {
    private static final long PLAIN_EVERY_NANOS = 5_000_000_000L;
    private static final String CLEAR = "\r\u001b[K";

    private final CommandEnvironment environment;
    private String phase = "";
    private long next;

    ProgressView(CommandEnvironment environment) {
        this.environment = environment;
    }

    synchronized void show(LoadStatus status) {
        String text = new ProgressLine(
                        status.phase(),
                        status.at(),
                        status.placed(),
                        status.done(),
                        status.placeOrderP99Nanos(),
                        status.fanOutP99Nanos(),
                        status.faults(),
                        status.backlog())
                .text();
        if (environment.isTerminal()) {
            environment.out().print(CLEAR + text);
            environment.out().flush();
        } else if (!status.phase().equals(phase) || status.at() >= next) {
            environment.out().println(text);
            next = status.at() + PLAIN_EVERY_NANOS;
        }
        phase = status.phase();
    }

    @Override
    public synchronized void close() {
        if (environment.isTerminal()) {
            environment.out().print(CLEAR);
            environment.out().flush();
        }
    }
}
