package tribunal.fault.plan;

/**
 * The facts about an entity that a plan knows before a client asks the app for it.
 *
 * @param intended the planned time of its first operation, in nanoseconds since the storm's beginning; negative in the warm-up
 * @param journey the customer's journey, in lower case: {@code happy}, {@code cancels}, {@code impatient}
 */
public record PlannedEntity(long intended, String journey) {
    /** Whether it begins in the storm; only then it may have faults. */
    boolean inStorm() {
        return intended >= 0;
    }

    /** Whether its customer cancels it. */
    boolean cancels() {
        return journey.equals("cancels");
    }
}
