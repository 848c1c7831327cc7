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
    private final String defaultValue;
    private final String description;

    AppSetting(String label, String usual, String description) {
        this.label = label;
        this.defaultValue = usual;
        this.description = description;
    }

    public String label() {
        return label;
    }

    /** Returns the meaning, the range and the default of this setting. */
    public String description() {
        return description + " (" + defaultValue + ")";
    }

    /** Returns the default value. */
    public String defaultValue() {
        return defaultValue;
    }

    /** Returns the names of all settings. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(AppSetting::label).toList();
    }

    /** @throws BadInputException if there is no setting of that name */
    static AppSetting named(String label) {
        return Arrays.stream(values())
                .filter(setting -> setting.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new BadInputException("the app has no setting called " + label + ": expected one of "
                        + String.join(", ", labels()) + Suggestion.hint(label, labels())));
    }

    /** @throws BadInputException if the text is no valid value */
    void check(String text) {
        checked(new YamlValue(label, text));
    }

    /** Returns the text of the value, if it is valid. */
    String checked(YamlValue value) {
        if (!isValid(value)) {
            throw value.bad(description());
        }
        return value.text();
    }

    private boolean isValid(YamlValue value) {
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

    /** Returns the type and range of the value. */
    public ValueSchema shape() {
        return switch (this) {
            case POOL -> new ValueSchema.Count(1, POOL_MAX);
            case QUEUE_POOL -> new ValueSchema.Count(QUEUE_POOL_MIN, POOL_MAX);
            case CONCURRENCY -> new ValueSchema.Count(1, CONCURRENCY_MAX);
            case LEASE, DELIVERY_TIMEOUT, POLL -> ValueSchema.TIME;
        };
    }

    /** Returns this setting as properties of the app, with times in ISO 8601. */
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

    /** A pool opens all its connections at the start, since otherwise it would grow when it is needed most. */
    private static Map<String, String> pool(String prefix, String text) {
        return Map.of(prefix + "max-total", text, prefix + "max-idle", text, prefix + "initial-size", text);
    }
}
