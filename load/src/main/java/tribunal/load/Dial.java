package tribunal.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tribunal.scenario.BadInput;
import tribunal.scenario.Nearest;
import tribunal.scenario.Overrides;

/** A setting of the app that a run can change. */
public enum Dial {
    POOL("pool", "16", "connections of each node for transactions and reads: 1 to 500"),
    QUEUE_POOL("queue-pool", "6", "connections of each node for its event queue: 3 to 500"),
    CONCURRENCY("concurrency", "256", "deliveries of each function in flight: 1 to 100000"),
    LEASE("lease", "3s", "how long a claim holds without a heartbeat: 2s to 30s"),
    POLL("poll", "500ms", "how often a node looks for work without being told: 10ms to 10s");

    private final String label;
    private final String usual;
    private final String description;

    Dial(String label, String usual, String description) {
        this.label = label;
        this.usual = usual;
        this.description = description;
    }

    public String label() {
        return label;
    }

    /** What it is, from where to where it goes, and where it usually stands. */
    public String description() {
        return description + " (" + usual + ")";
    }

    /** Where it stands if nobody turns it. */
    public String usual() {
        return usual;
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
                    case LEASE -> isTime(text, Duration.ofSeconds(2), Duration.ofSeconds(30));
                    case POLL -> isTime(text, Duration.ofMillis(10), Duration.ofSeconds(10));
                };
        if (!right) {
            throw new BadInput(label + ": \"" + text + "\": expected " + description());
        }
    }

    private static boolean isCount(String text, int min, int max) {
        return text.matches("[0-9]{1,6}") && Integer.parseInt(text) >= min && Integer.parseInt(text) <= max;
    }

    private boolean isTime(String text, Duration min, Duration max) {
        Duration time = time(text);
        return time.compareTo(min) >= 0 && time.compareTo(max) <= 0;
    }

    /** As the app's configuration writes it: by the app's own names, times as ISO 8601 has them. */
    Map<String, String> properties(String text) {
        return switch (this) {
            case POOL -> pool("spring.datasource.dbcp2.", text);
            case QUEUE_POOL -> pool("foodcourt.queue-connections.", text);
            case CONCURRENCY -> Map.of("foodcourt." + label, text);
            case LEASE, POLL -> Map.of("foodcourt." + label, time(text).toString());
        };
    }

    Duration time(String text) {
        return Overrides.time(label, text);
    }

    /** Full from the start, else it would grow when it is needed most. */
    private static Map<String, String> pool(String prefix, String text) {
        return Map.of(prefix + "max-total", text, prefix + "max-idle", text, prefix + "initial-size", text);
    }
}
