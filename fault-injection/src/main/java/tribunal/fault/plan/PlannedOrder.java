package tribunal.fault.plan;

/**
 * The facts about an order that a plan knows before the order is placed.
 *
 * @param intended the planned time of placement, in nanoseconds since the storm's beginning; negative in the warm-up
 * @param journey the customer's journey, in lower case: {@code happy}, {@code cancels}, {@code impatient}
 */
public record PlannedOrder(long intended, String journey) {
    /** Whether it is placed in the storm; only then it may have faults. */
    boolean inStorm() {
        return intended >= 0;
    }

    /** Whether its customer cancels it. */
    boolean cancels() {
        return journey.equals("cancels");
    }
}
