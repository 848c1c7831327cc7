package tribunal.scenario;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tribunal.scenario.input.BadInputException;
import tribunal.scenario.input.Suggestion;
import tribunal.scenario.yaml.Scalars;
import tribunal.scenario.yaml.ValueType;
import tribunal.scenario.yaml.YamlValue;

/** A setting of the app that a scenario or a run can change: a count, or a time. */
public enum AppSetting {
    POOL("connections of each node for transactions and reads", "1", "500", "16"),
    QUEUE_POOL("connections of each node for its event queue", "3", "500", "6"),
    CONCURRENCY("deliveries of each function in flight", "1", "100000", "256"),
    LEASE("how long a claim holds without a heartbeat", "2s", "30s", "3s"),
    DELIVERY_TIMEOUT("how long a function may take to answer", "2s", "30s", "2s"),
    POLL("how often a node looks for work that no hint announced", "10ms", "10s", "500ms");

    private final String meaning;
    private final String min;
    private final String max;
    private final String defaultValue;

    AppSetting(String meaning, String min, String max, String defaultValue) {
        this.meaning = meaning;
        this.min = min;
        this.max = max;
        this.defaultValue = defaultValue;
    }

    /** Returns the name in files and on the command line: {@code queue-pool}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the meaning, the range and the default of this setting. */
    public String description() {
        return meaning + ": " + min + " to " + max + " (" + defaultValue + ")";
    }

    public String defaultValue() {
        return defaultValue;
    }

    public static List<String> labels() {
        return Arrays.stream(values()).map(AppSetting::label).toList();
    }

    /** @throws BadInputException if there is no setting of that name */
    static AppSetting named(String label) {
        return Arrays.stream(values())
                .filter(setting -> setting.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new BadInputException("the app has no setting called " + label + ": expected one of "
                        + String.join(", ", labels()) + Suggestion.hint(label, labels())));
    }

    /** Returns the text of the value; throws {@link BadInputException} if it is invalid. */
    String checked(YamlValue value) {
        if (isCount() ? !isCount(value.text()) : !isTime(value)) {
            throw value.bad(description());
        }
        return value.text();
    }

    private boolean isCount() {
        return defaultValue.matches("[0-9]+");
    }

    private boolean isCount(String text) {
        return text.matches("[0-9]{1,6}")
                && Integer.parseInt(text) >= Integer.parseInt(min)
                && Integer.parseInt(text) <= Integer.parseInt(max);
    }

    private boolean isTime(YamlValue value) {
        Duration time = value.positiveDuration();
        return time.compareTo(time(min)) >= 0 && time.compareTo(time(max)) <= 0;
    }

    /** Returns the type of the value as it is written. */
    public ValueType<String> type() {
        ValueType<?> type = isCount() ? Scalars.count(Integer.parseInt(min), Integer.parseInt(max)) : Scalars.TIME;
        return type.readBy(this::checked);
    }

    /** Returns this setting as properties of the app, with times in ISO 8601. */
    Map<String, String> properties(String text) {
        return switch (this) {
            case POOL -> pool("spring.datasource.dbcp2.", text);
            case QUEUE_POOL -> pool("foodcourt.queue-connections.", text);
            case CONCURRENCY -> Map.of("foodcourt." + label(), text);
            case LEASE, DELIVERY_TIMEOUT, POLL ->
                Map.of("foodcourt." + label(), time(text).toString());
        };
    }

    Duration time(String text) {
        return new YamlValue(label(), text).positiveDuration();
    }

    /** A pool opens all its connections at the start, since otherwise it would grow when it is needed most. */
    private static Map<String, String> pool(String prefix, String text) {
        return Map.of(prefix + "max-total", text, prefix + "max-idle", text, prefix + "initial-size", text);
    }
}
