package foodcourt.port;

import java.time.Instant;

/** The clock of a node. Reading it never switches threads. */
public interface Clock {
    /** Nanoseconds since a fixed moment; never goes back. */
    long monotonicNanos();

    /** The wall clock; may be skewed against other nodes' clocks. */
    Instant now();
}
