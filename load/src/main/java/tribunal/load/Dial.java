package tribunal.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import tribunal.scenario.BadInput;
import tribunal.scenario.Nearest;
import tribunal.scenario.Overrides;

/** A setting of the app that a run can change. */
public enum Dial {
    POOL("pool", "connections of each node for transactions and reads: 1 to 500 (16)"),
    QUEUE_POOL("queue-pool", "connections of each node for its event queue: 3 to 500 (6)"),
    CONCURRENCY("concurrency", "deliveries of each function in flight: 1 to 100000 (256)"),
    LEASE("lease", "how long a claim holds without a heartbeat: 2s to 2m (3s)"),
    POLL("poll", "how often a node looks for work without being told: 10ms to 1m (500ms)");

    private final String label;
    private final String description;

    Dial(String label, String description) {
        this.label = label;
        this.description = description;
    }

    public String label() {
        return label;
    }

    /** What it is, from where to where it goes, and where it usually stands. */
    public String description() {
        return description;
    }

    /** Every dial's name. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(Dial::label).toList();
    }

    /** @throws BadInput if there is none of that name */
    static Dial named(String label) {
        return Arrays.stream(values())
                .filter(dial -> dial.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new BadInput("no dial of the app is called " + label + ": expected one of "
                        + String.join(", ", labels()) + Nearest.hint(label, labels())));
    }

    /** @throws BadInput if it does not go there */
    void check(String text) {
        boolean right =
                switch (this) {
                    case POOL -> isCount(text, 1, 500);
                    case QUEUE_POOL -> isCount(text, 3, 500);
                    case CONCURRENCY -> isCount(text, 1, 100_000);
                    case LEASE -> isTime(text, Duration.ofSeconds(2), Duration.ofMinutes(2));
                    case POLL -> isTime(text, Duration.ofMillis(10), Duration.ofMinutes(1));
                };
        if (!right) {
            throw new BadInput(label + ": \"" + text + "\": expected " + description);
        }
    }

    private static boolean isCount(String text, int min, int max) {
        return text.matches("[0-9]{1,6}") && Integer.parseInt(text) >= min && Integer.parseInt(text) <= max;
    }

    private boolean isTime(String text, Duration min, Duration max) {
        Duration time = Overrides.time(label, text);
        return time.compareTo(min) >= 0 && time.compareTo(max) <= 0;
    }

    /** The app's own names for it. */
    List<String> properties() {
        return switch (this) {
            case POOL -> pool("spring.datasource.dbcp2.");
            case QUEUE_POOL -> pool("foodcourt.queue-connections.");
            case CONCURRENCY, LEASE, POLL -> List.of("foodcourt." + label);
        };
    }

    private static List<String> pool(String prefix) {
        return List.of(prefix + "max-total", prefix + "max-idle", prefix + "initial-size");
    }
}
