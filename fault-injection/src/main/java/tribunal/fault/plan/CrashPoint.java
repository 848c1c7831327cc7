package tribunal.fault.plan;

/**
 * Where an attempt dies.
 *
 * @param call which of the attempt's port calls, from 1; 0 where the place is none of them
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
        /** After the function returned, before anybody hears of it. */
        BEFORE_ANSWER
    }

    public static CrashPoint at(Place place) {
        return new CrashPoint(place, 0);
    }

    /** As histories spell it: {@code before-start}, {@code after-call-3}. */
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
