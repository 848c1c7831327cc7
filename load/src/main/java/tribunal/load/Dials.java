package tribunal.load;

import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tribunal.history.Limits;
import tribunal.scenario.BadInput;

/** Settings of the app that a run changes, as written; those that are not among them stand where they usually do. */
public record Dials(SortedMap<Dial, String> values) {
    /** All stand where they usually do. */
    public static final Dials USUAL = new Dials(new TreeMap<>());

    private static final int LISTENER = 1;
    private static final int HARNESS = 4;

    /** Beside lease and poll, what the longest silence of a delivery that is still tried consists of. */
    private static final Duration BACK_OFF = Duration.ofMillis(2_500);

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
        values.forEach((dial, value) -> properties.putAll(dial.properties(value)));
        return properties;
    }

    /** How many connections to the database so many nodes open at most, together with the harness. */
    public int connections(int nodes) {
        return nodes * (count(Dial.POOL) + count(Dial.QUEUE_POOL) + LISTENER) + HARNESS;
    }

    private int count(Dial dial) {
        return Integer.parseInt(written(dial));
    }

    private String written(Dial dial) {
        return values.getOrDefault(dial, dial.usual());
    }

    private Duration time(Dial dial) {
        return dial.time(written(dial));
    }

    /**
     * What the judge has to know then: what a lost answer waits for takes longer with a longer lease or poll, and what a
     * lost hint waits for with a longer poll. Shorter ones are no reason to judge more strictly.
     */
    public Limits limits(Limits usual) {
        Duration lease = time(Dial.LEASE);
        Duration poll = time(Dial.POLL);
        Duration longerPoll = longer(Dial.POLL.time(Dial.POLL.usual()), poll);
        Duration longer = longer(usual.lease(), lease).plus(longerPoll);
        return new Limits(
                usual.attempts(),
                lease,
                lease.plus(BACK_OFF).plus(poll),
                usual.quietTime(),
                usual.catchUp().plus(longerPoll),
                usual.canaryBound().plus(longer),
                usual.recoveryBound().plus(longer),
                usual.isolationBound().plus(longerPoll),
                usual.leastRetryGap(),
                usual.forgottenAfter().plus(longerPoll),
                usual.waits());
    }

    private static Duration longer(Duration usual, Duration is) {
        return is.compareTo(usual) > 0 ? is.minus(usual) : Duration.ZERO;
    }
}
