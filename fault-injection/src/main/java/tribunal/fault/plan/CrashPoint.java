package tribunal.fault.plan;

import java.util.Locale;
import java.util.regex.Pattern;
import tribunal.history.KeyedRandom;

/**
 * The point at which an attempt crashes.
 *
 * @param call the number of the attempt's port call, from 1; 0 if the place is not at a call
 */
public record CrashPoint(Place place, int call) {
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

    private static final Pattern POINT = Pattern.compile("before-start|before-answer|(before|after)-call-[0-9]+");

    /** The maximum number of calls of Foodcourt's functions; a point past a function's last call is not reached. */
    private static final int CALLS_MAX = 8;

    private static final double BEFORE_START = 0.15;
    private static final double BEFORE_ANSWER = 0.15;

    public static CrashPoint at(Place place) {
        return new CrashPoint(place, 0);
    }

    /** Reads the spelling of {@link #toString}; throws {@link IllegalArgumentException} if the text is no point. */
    public static CrashPoint parse(String text) {
        if (!POINT.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\": expected before-start, before-answer, or before-call-1, after-call-1 and so on");
        }
        String place = text.replaceFirst("-[0-9]+", "");
        String call = text.replaceFirst("[^0-9]+", "");
        return new CrashPoint(
                Place.valueOf(place.toUpperCase(Locale.ROOT).replace('-', '_')),
                call.isEmpty() ? 0 : Integer.parseInt(call));
    }

    /** A random point. Low call numbers are likelier, since every function makes these calls. */
    static CrashPoint random(KeyedRandom random, String key) {
        double place = random.fraction("place " + key);
        if (place < BEFORE_START) {
            return at(Place.BEFORE_START);
        }
        if (place < BEFORE_START + BEFORE_ANSWER) {
            return at(Place.BEFORE_ANSWER);
        }
        double low = random.fraction("call " + key);
        int call = 1 + (int) (low * low * CALLS_MAX);
        return new CrashPoint(random.fraction("side " + key) < 0.5 ? Place.BEFORE_CALL : Place.AFTER_CALL, call);
    }

    /** The spelling in histories: {@code before-start}, {@code after-call-3}. */
    @Override
    public String toString() {
        String label = place.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return call == 0 ? label : label + "-" + call;
    }
}
