package tribunal.fault.plan;

/**
 * What a plan knows of an order before it is placed.
 *
 * @param intended when it is to be placed, in nanoseconds since the storm's beginning; negative in the warm-up
 * @param journey which way its customer goes, in lower case: {@code happy}, {@code cancels}, {@code impatient}
 */
public record PlannedOrder(long intended, String journey) {
    /** Whether it may be harmed: it is placed in the storm. */
    boolean inStorm() {
        return intended >= 0;
    }

    /** Whether its customer cancels it. */
    boolean cancels() {
        return journey.equals("cancels");
    }
}
