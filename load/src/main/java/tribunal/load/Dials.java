package tribunal.load;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tribunal.history.Limits;
import tribunal.scenario.BadInput;
import tribunal.scenario.Overrides;

/** Settings of the app that a run changes, as written; those that are not among them stand where they usually do. */
public record Dials(SortedMap<Dial, String> values) {
    private static final int POOL = 16;
    private static final int QUEUE_POOL = 6;
    private static final int LISTENER = 1;

    /** Beside lease and poll, what the longest silence of a delivery that is still tried consists of. */
    private static final Duration BACK_OFF = Duration.ofMillis(2_500);

    private static final Duration POLL = Duration.ofMillis(500);

    /**
     * By their names.
     *
     * @throws BadInput if a name is unknown, or its value cannot be
     */
    public static Dials of(Map<String, String> named) {
        SortedMap<Dial, String> values = new TreeMap<>();
        named.forEach((name, value) -> {
            Dial dial = Dial.named(name);
            dial.check(value);
            values.put(dial, value);
        });
        return new Dials(values);
    }

    /**
     * The same with one more turned.
     *
     * @throws BadInput if there is none of that name, or it does not go there
     */
    public Dials with(String name, String value) {
        SortedMap<String, String> more = named();
        more.put(name, value);
        return of(more);
    }

    /** By their names, as written. */
    public SortedMap<String, String> named() {
        SortedMap<String, String> named = new TreeMap<>();
        values.forEach((dial, value) -> named.put(dial.label(), value));
        return named;
    }

    /** The app's properties. */
    SortedMap<String, String> properties() {
        SortedMap<String, String> properties = new TreeMap<>();
        values.forEach((dial, value) -> dial.properties().forEach(property -> properties.put(property, value)));
        return properties;
    }

    /** How many connections each node opens at most. */
    public int connections() {
        return count(Dial.POOL, POOL) + count(Dial.QUEUE_POOL, QUEUE_POOL) + LISTENER;
    }

    private int count(Dial dial, int usual) {
        return Optional.ofNullable(values.get(dial)).map(Integer::valueOf).orElse(usual);
    }

    /** What the judge has to know then. */
    public Limits limits(Limits usual) {
        Duration lease = time(Dial.LEASE).orElse(usual.lease());
        return new Limits(
                usual.attempts(),
                lease,
                lease.plus(BACK_OFF).plus(time(Dial.POLL).orElse(POLL)),
                usual.quietTime(),
                usual.catchUp(),
                usual.canaryBound(),
                usual.recoveryBound(),
                usual.isolationBound(),
                usual.leastRetryGap());
    }

    private Optional<Duration> time(Dial dial) {
        return Optional.ofNullable(values.get(dial)).map(text -> Overrides.time(dial.label(), text));
    }
}
