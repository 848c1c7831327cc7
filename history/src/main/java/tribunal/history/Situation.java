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
    /** A charge was requested after the cancel had committed. */
    CHARGE_AFTER_CANCEL,
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
    /** A version was committed while a client that watched its order was offline. */
    COMMIT_WHILE_UNSUBSCRIBED,
    /** The different places at which a function crashed. */
    CRASH_POINTS,
    /** A copy began after its order had reached its end. */
    LATE_COPY,
    /** All slots of a function were in use. */
    LIMIT_REACHED,
    /** An attempt lasted longer than a lease, which was renewed. */
    RENEWED_LEASE,
    /** A dead letter was claimed again. */
    REDRIVEN,
    /** A customer read an order after changing it. */
    READ_AFTER_WRITE,
    /** An order was refused for its content. */
    REFUSED_CONTENT,
    /** A cancel was refused, since the order could no longer be cancelled. */
    ILLEGAL_STEP_ASKED,
    /** The same cancel was sent more than once. */
    CANCEL_AGAIN,
    /** A second cancel of the same order was sent. */
    OTHER_CANCEL,
    /** The same order was sent again after its answer. */
    PLACE_AGAIN,
    /** One customer placed two orders with the same restaurant and total. */
    EQUAL_ORDERS,
    /** Two customers used the same request id. */
    SHARED_REQUEST_ID,
    /** A client watched an order before its first commit. */
    SUBSCRIBED_BEFORE_COMMIT,
    /** A placed order had a request id beyond ASCII. */
    EXTREME_CONTENT,
    /** A request about an order of another customer was refused. */
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
