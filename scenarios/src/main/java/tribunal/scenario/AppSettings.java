package tribunal.scenario;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tribunal.history.JudgeLimits;
import tribunal.scenario.input.BadInputException;
import tribunal.scenario.yaml.YamlValue;

/**
 * The settings of the app that a scenario or a run changes. All other settings have their defaults.
 *
 * @param values the changed settings, as the user wrote them
 */
public record AppSettings(SortedMap<AppSetting, String> values) {
    public static final AppSettings DEFAULTS = new AppSettings(new TreeMap<>());

    private static final int LISTENER_CONNECTIONS = 1;
    private static final int HARNESS_CONNECTIONS = 4;

    /**
     * The back-off's share of the longest silence. The poll, and the longer of lease and delivery timeout, are added.
     */
    private static final Duration BACK_OFF = Duration.ofMillis(2_500);

    /** Reads values by name; throws {@link BadInputException} if a name is unknown, or a value is invalid. */
    public static AppSettings of(Map<String, String> named) {
        SortedMap<AppSetting, String> values = new TreeMap<>();
        named.forEach((name, value) -> {
            AppSetting setting = AppSetting.named(name);
            values.put(setting, setting.checked(new YamlValue(name, value)));
        });
        return new AppSettings(values);
    }

    /** Returns a copy with one setting changed; throws {@link BadInputException} if its name or value is invalid. */
    public AppSettings with(String name, String value) {
        return mergedWith(of(Map.of(name, value)));
    }

    /** Returns a copy with the changes of {@code others}. */
    public AppSettings mergedWith(AppSettings others) {
        SortedMap<AppSetting, String> both = new TreeMap<>(values);
        both.putAll(others.values);
        return new AppSettings(both);
    }

    /** Returns a copy with this share of the concurrent deliveries, if their number is changed; else this object. */
    AppSettings withScaledConcurrency(double share) {
        return values.containsKey(AppSetting.CONCURRENCY)
                ? with(AppSetting.CONCURRENCY.label(), Long.toString(Math.max(1, Math.round(concurrency() * share))))
                : this;
    }

    /** Returns the changed settings by name, as written. */
    public SortedMap<String, String> byName() {
        SortedMap<String, String> named = new TreeMap<>();
        values.forEach((setting, value) -> named.put(setting.label(), value));
        return named;
    }

    /** Returns the changed settings as properties of the app. */
    public SortedMap<String, String> properties() {
        SortedMap<String, String> properties = new TreeMap<>();
        values.forEach((setting, value) -> properties.putAll(setting.properties(value)));
        return properties;
    }

    /** Returns the most database connections that this number of nodes and the harness open together. */
    public int connections(int nodes) {
        return nodes * (count(AppSetting.POOL) + count(AppSetting.QUEUE_POOL) + LISTENER_CONNECTIONS)
                + HARNESS_CONNECTIONS;
    }

    public Duration lease() {
        return time(AppSetting.LEASE);
    }

    public Duration deliveryTimeout() {
        return time(AppSetting.DELIVERY_TIMEOUT);
    }

    /** Returns the time between two polls of a node for due work. */
    public Duration poll() {
        return time(AppSetting.POLL);
    }

    public int concurrency() {
        return count(AppSetting.CONCURRENCY);
    }

    private int count(AppSetting setting) {
        return Integer.parseInt(values.getOrDefault(setting, setting.defaultValue()));
    }

    private Duration time(AppSetting setting) {
        return setting.time(values.getOrDefault(setting, setting.defaultValue()));
    }

    /**
     * Returns the judge's limits under these settings. A lost answer is noticed later with a longer lease, timeout or
     * poll, and a lost hint with a longer poll. Shorter times do not make the limits stricter.
     *
     * @param usual the limits under default settings
     */
    public JudgeLimits limits(JudgeLimits usual) {
        Duration poll = poll();
        Duration held = Collections.max(List.of(lease(), deliveryTimeout()));
        Duration longerPoll = excess(DEFAULTS.poll(), poll);
        Duration longer = excess(usual.lease(), held).plus(longerPoll);
        return new JudgeLimits(
                usual.attempts(),
                lease(),
                held.plus(BACK_OFF).plus(poll),
                usual.quietTime(),
                usual.catchUp().plus(longerPoll),
                usual.canaryBound().plus(longer),
                usual.recoveryBound().plus(longer),
                usual.isolationBound().plus(longerPoll),
                usual.leastRetryGap(),
                usual.forgottenAfter().plus(longerPoll),
                concurrency(),
                deliveryTimeout(),
                usual.waits());
    }

    private static Duration excess(Duration usual, Duration actual) {
        return actual.compareTo(usual) > 0 ? actual.minus(usual) : Duration.ZERO;
    }
}
