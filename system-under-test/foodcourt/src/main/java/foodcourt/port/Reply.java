package foodcourt.port;

import java.time.Duration;

/** What a third party says. */
public sealed interface Reply {
    /** Charged, approved, notified: it stands, now or since before. */
    record Applied() implements Reply {}

    /** Payment refused or order declined. */
    record Refused() implements Reply {}

    /** The key was closed by a refund or a release: nothing was done. */
    record Closed() implements Reply {}

    /** So much was given back; 0 if nothing had been charged. */
    record Refunded(long amountCents) implements Reply {}

    /** A courier is on the way, and will have delivered after the ride. */
    record Assigned(String courier, Duration ride) implements Reply {}

    record NoneFree() implements Reply {}
}
