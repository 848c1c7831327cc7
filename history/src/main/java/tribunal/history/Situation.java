package tribunal.history;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * The situations that a scenario can expect in addition to faults: combinations of faults, requests and timing that a
 * test should reach. The one list that scenarios and verifiers read.
 */
public enum Situation {
    /** An attempt whose answer was lost was followed by another. */
    ANSWER_LOST_RETRIED,
    /** A copy of an attempt ran at the same time as the original. */
    COPY_BESIDE_ORIGINAL,
    /** An answer came after the delivery had been claimed again. */
    STALE_SETTLE,
    /** A transaction was rolled back after its work was done. */
    ROLLBACK_AFTER_WORK,
    /** A client sent an operation again, since no answer came. */
    SECOND_SEND,
    /** A version was committed while a client that watched its entity was offline. */
    COMMIT_WHILE_UNSUBSCRIBED,
    /** The different places at which a function crashed. */
    CRASH_POINTS,
    /** A copy began after its entity had reached its end. */
    LATE_COPY,
    /** All slots of a function were in use. */
    LIMIT_REACHED,
    /** An attempt lasted longer than a lease, which was renewed. */
    RENEWED_LEASE,
    /** A dead letter was claimed again. */
    REDRIVEN,
    /** A client read an entity after changing it. */
    READ_AFTER_WRITE,
    /** The creation of an entity was refused for its content. */
    REFUSED_CONTENT,
    /** A change was refused, since the entity's state no longer allowed it. */
    ILLEGAL_STEP_ASKED,
    /** The same change was sent more than once. */
    CANCEL_AGAIN,
    /** A second change of the same kind was sent for one entity. */
    OTHER_CANCEL,
    /** The same creation was sent again after its answer. */
    PLACE_AGAIN,
    /** One client created two entities with the same content. */
    EQUAL_ORDERS,
    /** Two clients used the same request id. */
    SHARED_REQUEST_ID,
    /** A client watched an entity before its first commit. */
    SUBSCRIBED_BEFORE_COMMIT,
    /** A created entity had a request id beyond ASCII. */
    EXTREME_CONTENT,
    /** A request about an entity of another client was refused. */
    FOREIGN_REQUEST;

    /** The situations that clients cause by their requests alone. */
    public static final Set<Situation> OF_REQUESTS =
            Collections.unmodifiableSet(EnumSet.range(READ_AFTER_WRITE, FOREIGN_REQUEST));

    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** Its name in scenario files and verdicts: {@code stale-settle}. */
    public String label() {
        return label;
    }
}
