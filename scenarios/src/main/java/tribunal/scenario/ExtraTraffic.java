package tribunal.scenario;

import java.util.Locale;

/**
 * A kind of additional request of a customer, named after the situation that it causes. Each kind is drawn separately
 * for each order of the schedule, so that a further kind changes no other draw.
 */
public enum ExtraTraffic {
    READ_AFTER_WRITE("the order is read as soon as a request for it is answered, and once later"),
    REFUSED_CONTENT("another order is placed, or it is cancelled, with content that the app must refuse"),
    ILLEGAL_STEP_ASKED("the order is cancelled when it is too late, or one that nobody placed"),
    CANCEL_AGAIN("of orders that are cancelled: the same request is sent again at once and later"),
    OTHER_CANCEL("of orders that are cancelled: another request cancels it too"),
    PLACE_AGAIN("the same order is placed again after it was acknowledged"),
    EQUAL_ORDERS("another order is placed that differs from it in nothing but the request's id"),
    SHARED_REQUEST_ID(
            "another order is placed, and half of them cancelled, by request ids that other customers use too"),
    SUBSCRIBED_BEFORE_COMMIT("the customer subscribes while the order is being placed"),
    EXTREME_CONTENT(
            "another order is placed with the longest texts, all of Unicode, the most lines and the largest total"),
    FOREIGN_REQUEST("an order of another customer is cancelled or read, which the app must refuse");

    private final String description;

    ExtraTraffic(String description) {
        this.description = description;
    }

    public String description() {
        return description;
    }

    /** Returns the name in scenario files: {@code read-after-write}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
