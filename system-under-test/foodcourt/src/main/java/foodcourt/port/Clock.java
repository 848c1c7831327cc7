package foodcourt.port;

import java.time.Instant;

/** Time, as this node sees it. Reading it is never a point at which threads switch. */
public interface Clock {
    /** Nanoseconds since some fixed moment; never goes back. */
    long monotonicNanos();

    /** The wall clock; may be skewed against other nodes'. */
    Instant now();
}
