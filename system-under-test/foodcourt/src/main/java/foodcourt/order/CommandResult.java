package foodcourt.order;

/** The answer to a customer's request. */
public sealed interface CommandResult {
    /** It is done and committed: this is the order. */
    record Accepted(Order order) implements CommandResult {}

    /** The domain forbids it; nothing was changed. */
    record Refused(Reason reason) implements CommandResult {}

    /** Why a request can be refused. */
    enum Reason {
        /** No such order of this customer. */
        UNKNOWN_ORDER,
        /** Too late to cancel. */
        TOO_LATE,
        /** Another request had cancelled it. */
        ALREADY_CANCELLED,
        /** No items or too many, or a dish, quantity or price out of range. */
        INVALID_ITEMS,
        /** The name of customer, request or restaurant is empty, too long, or cannot be stored. */
        INVALID_TEXT
    }
}
