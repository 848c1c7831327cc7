package tribunal.scenario;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tribunal.scenario.yaml.BadInputException;
import tribunal.scenario.yaml.Suggestion;
import tribunal.scenario.yaml.ValueSchema;
import tribunal.scenario.yaml.YamlValue;

/** A setting of the app that a scenario or a run can change. */
public enum AppSetting {
    POOL("pool", "16", "connections of each node for transactions and reads: 1 to 500"),
    QUEUE_POOL("queue-pool", "6", "connections of each node for its event queue: 3 to 500"),
    CONCURRENCY("concurrency", "256", "deliveries of each function in flight: 1 to 100000"),
    LEASE("lease", "3s", "how long a claim holds without a heartbeat: 2s to 30s"),
    DELIVERY_TIMEOUT("delivery-timeout", "2s", "how long a function may take to answer: 2s to 30s"),
    POLL("poll", "500ms", "how often a node looks for work that no hint announced: 10ms to 10s");

    private static final int POOL_MAX = 500;
    private static final int QUEUE_POOL_MIN = 3;
    private static final int CONCURRENCY_MAX = 100_000;

    private final String label;
    private final String usual;
    private final String description;

    AppSetting(String label, String usual, String description) {
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
        return Arrays.stream(values()).map(AppSetting::label).toList();
    }

    /** @throws BadInputException if there is none of that name */
    static AppSetting named(String label) {
        return Arrays.stream(values())
                .filter(dial -> dial.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new BadInputException("no dial of the app is called " + label + ": expected one of "
                        + String.join(", ", labels()) + Suggestion.hint(label, labels())));
    }

    /** @throws BadInputException if it does not go there */
    void check(String text) {
        checked(new YamlValue(label, text));
    }

    /** What is written there, if it goes there. */
    String checked(YamlValue value) {
        if (!isRight(value)) {
            throw value.bad(description());
        }
        return value.text();
    }

    private boolean isRight(YamlValue value) {
        return switch (this) {
            case POOL -> isCount(value.text(), 1, POOL_MAX);
            case QUEUE_POOL -> isCount(value.text(), QUEUE_POOL_MIN, POOL_MAX);
            case CONCURRENCY -> isCount(value.text(), 1, CONCURRENCY_MAX);
            case LEASE, DELIVERY_TIMEOUT -> isTime(value, Duration.ofSeconds(2), Duration.ofSeconds(30));
            case POLL -> isTime(value, Duration.ofMillis(10), Duration.ofSeconds(10));
        };
    }

    private static boolean isCount(String text, int min, int max) {
        return text.matches("[0-9]{1,6}") && Integer.parseInt(text) >= min && Integer.parseInt(text) <= max;
    }

    private static boolean isTime(YamlValue value, Duration min, Duration max) {
        Duration time = value.positiveDuration();
        return time.compareTo(min) >= 0 && time.compareTo(max) <= 0;
    }

    /** What may be written there. */
    public ValueSchema shape() {
        return switch (this) {
            case POOL -> new ValueSchema.Count(1, POOL_MAX);
            case QUEUE_POOL -> new ValueSchema.Count(QUEUE_POOL_MIN, POOL_MAX);
            case CONCURRENCY -> new ValueSchema.Count(1, CONCURRENCY_MAX);
            case LEASE, DELIVERY_TIMEOUT, POLL -> ValueSchema.TIME;
        };
    }

    /** As the app's configuration writes it: by the app's own names, times as ISO 8601 has them. */
    Map<String, String> properties(String text) {
        return switch (this) {
            case POOL -> pool("spring.datasource.dbcp2.", text);
            case QUEUE_POOL -> pool("foodcourt.queue-connections.", text);
            case CONCURRENCY -> Map.of("foodcourt." + label, text);
            case LEASE, DELIVERY_TIMEOUT, POLL ->
                Map.of("foodcourt." + label, time(text).toString());
        };
    }

    Duration time(String text) {
        return new YamlValue(label, text).positiveDuration();
    }

    /** Full from the start, else it would grow when it is needed most. */
    private static Map<String, String> pool(String prefix, String text) {
        return Map.of(prefix + "max-total", text, prefix + "max-idle", text, prefix + "initial-size", text);
    }
}
