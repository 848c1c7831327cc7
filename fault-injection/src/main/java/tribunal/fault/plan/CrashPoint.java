package tribunal.fault.plan;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tribunal.history.KeyedRandom;

/**
 * The point at which an attempt crashes.
 *
 * @param call the number of the attempt's port call, from 1; 0 if the place is not at a call
 */
public record CrashPoint(Place place, int call) {
    /** The kinds of places. */
    public enum Place {
        /** Before the function is called. */
        BEFORE_START,
        /** Before a port call takes effect. */
        BEFORE_CALL,
        /** After a port call took effect, before it returns. */
        AFTER_CALL,
        /** After the function returned, before the dispatcher receives the answer. */
        BEFORE_ANSWER
    }

    /** The text for a random point. */
    static final String ANY = "any-step";

    private static final Pattern CALL = Pattern.compile("(before|after)-call-([0-9]+)");

    /** The maximum number of calls of Foodcourt's functions; a point past a function's last call is not reached. */
    private static final int CALLS_MAX = 8;

    private static final double BEFORE_START = 0.15;
    private static final double BEFORE_ANSWER = 0.15;

    public static CrashPoint at(Place place) {
        return new CrashPoint(place, 0);
    }

    /**
     * Reads the spelling of {@link #toString}.
     *
     * @throws IllegalArgumentException if the text is no point
     */
    public static CrashPoint parse(String text) {
        Matcher call = CALL.matcher(text);
        if (call.matches()) {
            Place side = call.group(1).equals("before") ? Place.BEFORE_CALL : Place.AFTER_CALL;
            return new CrashPoint(side, Integer.parseInt(call.group(2)));
        }
        return switch (text) {
            case "before-start" -> at(Place.BEFORE_START);
            case "before-answer" -> at(Place.BEFORE_ANSWER);
            default ->
                throw new IllegalArgumentException("\"" + text
                        + "\": expected before-start, before-answer, or before-call-1, after-call-1 and so on");
        };
    }

    /** A random point. Low call numbers are likelier, since every function makes these calls. */
    static CrashPoint random(KeyedRandom random, String key) {
        double place = random.of("place " + key);
        if (place < BEFORE_START) {
            return at(Place.BEFORE_START);
        }
        if (place < BEFORE_START + BEFORE_ANSWER) {
            return at(Place.BEFORE_ANSWER);
        }
        double low = random.of("call " + key);
        int call = 1 + (int) (low * low * CALLS_MAX);
        return new CrashPoint(random.of("side " + key) < 0.5 ? Place.BEFORE_CALL : Place.AFTER_CALL, call);
    }

    /** The spelling in histories: {@code before-start}, {@code after-call-3}. */
    @Override
    public String toString() {
        return switch (place) {
            case BEFORE_START -> "before-start";
            case BEFORE_CALL -> "before-call-" + call;
            case AFTER_CALL -> "after-call-" + call;
            case BEFORE_ANSWER -> "before-answer";
        };
    }
}
