package tribunal.scenario;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tribunal.history.JudgeLimits;
import tribunal.scenario.yaml.BadInputException;
import tribunal.scenario.yaml.YamlSection;

/** Settings of the app that a scenario or a run changes, as written; those that are not among them stand where they usually do. */
public record AppSettings(SortedMap<AppSetting, String> values) {
    /** All stand where they usually do. */
    public static final AppSettings USUAL = new AppSettings(new TreeMap<>());

    private static final int LISTENER = 1;
    private static final int HARNESS = 4;

    /** Beside lease and poll, what the longest silence of a delivery that is still tried consists of. */
    private static final Duration BACK_OFF = Duration.ofMillis(2_500);

    /**
     * By their names.
     *
     * @throws BadInputException if a name is unknown, or its value cannot be
     */
    public static AppSettings of(Map<String, String> named) {
        SortedMap<AppSetting, String> values = new TreeMap<>();
        named.forEach((name, value) -> {
            AppSetting dial = AppSetting.named(name);
            dial.check(value);
            values.put(dial, value);
        });
        return new AppSettings(values);
    }

    /**
     * The same with one more turned.
     *
     * @throws BadInputException if there is none of that name, or it does not go there
     */
    public AppSettings with(String name, String value) {
        SortedMap<String, String> more = named();
        more.put(name, value);
        return of(more);
    }

    /** The same, but for what the others change. */
    public AppSettings with(AppSettings others) {
        SortedMap<AppSetting, String> both = new TreeMap<>(values);
        both.putAll(others.values);
        return new AppSettings(both);
    }

    /** Those that a scenario's file sets. */
    public static AppSettings read(YamlSection section) {
        SortedMap<AppSetting, String> values = new TreeMap<>();
        for (AppSetting dial : AppSetting.values()) {
            section.optional(dial.label()).ifPresent(value -> values.put(dial, dial.checked(value)));
        }
        section.end();
        return new AppSettings(values);
    }

    /** With this share of the deliveries at a time, if their number is changed at all. */
    AppSettings fewer(double share) {
        return values.containsKey(AppSetting.CONCURRENCY)
                ? with(AppSetting.CONCURRENCY.label(), Long.toString(Math.max(1, Math.round(concurrency() * share))))
                : this;
    }

    /** By their names, as written. */
    public SortedMap<String, String> named() {
        SortedMap<String, String> named = new TreeMap<>();
        values.forEach((dial, value) -> named.put(dial.label(), value));
        return named;
    }

    /** The app's properties. */
    public SortedMap<String, String> properties() {
        SortedMap<String, String> properties = new TreeMap<>();
        values.forEach((dial, value) -> properties.putAll(dial.properties(value)));
        return properties;
    }

    /** How many connections to the database so many nodes open at most, together with the harness. */
    public int connections(int nodes) {
        return nodes * (count(AppSetting.POOL) + count(AppSetting.QUEUE_POOL) + LISTENER) + HARNESS;
    }

    /** How long a claim holds. */
    public Duration lease() {
        return time(AppSetting.LEASE);
    }

    /** How long a function may take to answer. */
    public Duration deliveryTimeout() {
        return time(AppSetting.DELIVERY_TIMEOUT);
    }

    /** How often a node looks for work. */
    public Duration poll() {
        return time(AppSetting.POLL);
    }

    /** How many deliveries of one function a node runs at a time. */
    public int concurrency() {
        return count(AppSetting.CONCURRENCY);
    }

    private int count(AppSetting dial) {
        return Integer.parseInt(written(dial));
    }

    private String written(AppSetting dial) {
        return values.getOrDefault(dial, dial.usual());
    }

    private Duration time(AppSetting dial) {
        return dial.time(written(dial));
    }

    /**
     * What the judge has to know then: what a lost answer waits for takes longer with a longer lease, time-out or poll, and
     * what a lost hint waits for with a longer poll. Shorter ones are no reason to judge more strictly.
     */
    public JudgeLimits limits(JudgeLimits usual) {
        Duration poll = poll();
        Duration held = Collections.max(List.of(lease(), deliveryTimeout()));
        Duration longerPoll = longer(AppSetting.POLL.time(AppSetting.POLL.usual()), poll);
        Duration longer = longer(usual.lease(), held).plus(longerPoll);
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
                usual.waits());
    }

    private static Duration longer(Duration usual, Duration is) {
        return is.compareTo(usual) > 0 ? is.minus(usual) : Duration.ZERO;
    }
}
