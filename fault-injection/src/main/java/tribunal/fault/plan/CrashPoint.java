package tribunal.fault.plan;

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

    public static CrashPoint at(Place place) {
        return new CrashPoint(place, 0);
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
