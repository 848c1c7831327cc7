package foodcourt.port;

import java.time.Duration;

/** What a third party says. */
public sealed interface ThirdPartyReply {
    /** Charged, approved, notified: it stands, now or since before. */
    record Applied() implements ThirdPartyReply {}

    /** Payment refused or order declined. */
    record Refused() implements ThirdPartyReply {}

    /** The key was closed by a refund or a release: nothing was done. */
    record Closed() implements ThirdPartyReply {}

    /** So much was given back; 0 if nothing had been charged. */
    record Refunded(long amountCents) implements ThirdPartyReply {}

    /** A courier is on the way, and will have delivered after the ride. */
    record Assigned(String courier, Duration ride) implements ThirdPartyReply {}

    record NoneFree() implements ThirdPartyReply {}
}
