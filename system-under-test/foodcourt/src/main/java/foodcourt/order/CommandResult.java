package foodcourt.order;

/** The answer to a customer's request. */
public sealed interface CommandResult {
    /** The request is committed; this is the order after it. */
    record Accepted(Order order) implements CommandResult {}

    /** The domain rules forbid the request; nothing was changed. */
    record Refused(Reason reason) implements CommandResult {}

    /** Why a request can be refused. */
    enum Reason {
        /** This customer has no such order. */
        UNKNOWN_ORDER,
        /** It is too late to cancel the order. */
        TOO_LATE,
        /** Another request cancelled the order before. */
        ALREADY_CANCELLED,
        /** No items or too many, or a dish, quantity or price out of range. */
        INVALID_ITEMS,
        /** The name of customer, request or restaurant is empty, too long, or cannot be stored. */
        INVALID_TEXT
    }
}
