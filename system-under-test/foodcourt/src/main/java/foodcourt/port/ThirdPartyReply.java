package foodcourt.port;

import java.time.Duration;

/** The reply of a third party. */
public sealed interface ThirdPartyReply {
    /** The charge, approval or notification is in effect, from this request or an earlier one. */
    record Applied() implements ThirdPartyReply {}

    /** The payment was refused or the order declined. */
    record Refused() implements ThirdPartyReply {}

    /** A refund or a release had closed the key: nothing was done. */
    record Closed() implements ThirdPartyReply {}

    /**
     * The charge was refunded.
     *
     * @param amountCents the refunded amount; 0 if nothing had been charged
     */
    record Refunded(long amountCents) implements ThirdPartyReply {}

    /**
     * A courier was assigned.
     *
     * @param ride how long the courier takes to deliver
     */
    record Assigned(String courier, Duration ride) implements ThirdPartyReply {}

    record NoneFree() implements ThirdPartyReply {}
}
