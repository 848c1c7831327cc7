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
    CHARGE_AFTER_CANCEL,
    ANSWER_LOST_RETRIED,
    COPY_BESIDE_ORIGINAL,
    STALE_SETTLE,
    ROLLBACK_AFTER_WORK,
    SECOND_SEND,
    COMMIT_WHILE_UNSUBSCRIBED,
    CRASH_POINTS,
    LATE_COPY,
    LIMIT_REACHED,
    RENEWED_LEASE,
    REDRIVEN,
    READ_AFTER_WRITE,
    REFUSED_CONTENT,
    ILLEGAL_STEP_ASKED,
    CANCEL_AGAIN,
    OTHER_CANCEL,
    PLACE_AGAIN,
    EQUAL_ORDERS,
    SHARED_REQUEST_ID,
    SUBSCRIBED_BEFORE_COMMIT,
    EXTREME_CONTENT;

    /** The situations that clients cause by their requests alone. */
    public static final Set<Situation> OF_REQUESTS =
            Collections.unmodifiableSet(EnumSet.range(READ_AFTER_WRITE, EXTREME_CONTENT));

    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** Its name in scenario files and verdicts: {@code stale-settle}. */
    public String label() {
        return label;
    }
}
