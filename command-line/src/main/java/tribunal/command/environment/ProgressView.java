package tribunal.command.environment;

/** Shows the progress of a command: on a terminal one changing line, else a line per activity and every 5 seconds. */
public final class ProgressView implements AutoCloseable {
    private static final long PLAIN_EVERY_NANOS = 5_000_000_000L;
    private static final String CLEAR = "\r\u001b[K";

    private final CommandEnvironment environment;
    private String activity = "";
    private long next = PLAIN_EVERY_NANOS;

    public ProgressView(CommandEnvironment environment) {
        this.environment = environment;
    }

    /** Shows a line, at nanoseconds since the command began. A change of {@code now} is shown at once. */
    public synchronized void show(String line, String now, long at) {
        if (environment.isTerminal()) {
            rewrite(line);
        } else if (!now.equals(activity) || at >= next) {
            environment.print(line);
            next = at + PLAIN_EVERY_NANOS;
        }
        activity = now;
    }

    private void rewrite(String line) {
        environment.out().print(CLEAR + line);
        environment.out().flush();
    }

    @Override
    public synchronized void close() {
        if (environment.isTerminal()) {
            rewrite("");
        }
    }
}
