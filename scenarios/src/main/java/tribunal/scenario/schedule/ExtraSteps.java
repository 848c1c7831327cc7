package tribunal.scenario.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import tribunal.history.KeyedRandom;
import tribunal.scenario.ExtraTraffic;
import tribunal.scenario.Journey;
import tribunal.scenario.schedule.OrderPlacement.Item;

/**
 * Draws the additional steps of a customer: further requests about an order, and further orders. Each draw has its
 * own key.
 *
 * @param end the end of the storm, since the schedule's beginning; steps begin at most 2 s later
 */
record ExtraSteps(SortedMap<ExtraTraffic, Double> shares, KeyedRandom draw, Duration end) {
    private static final Duration AFTER_END = Duration.ofSeconds(2);
    private static final Duration AT_ONCE = Duration.ofMillis(3);
    private static final Duration SOON = Duration.ofMillis(5);
    private static final Duration SHORTLY = Duration.ofMillis(50);
    private static final Duration LATER = Duration.ofMillis(300);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MUCH_LATER = Duration.ofSeconds(3);
    private static final Duration DELIVERED = Duration.ofSeconds(5);

    /** Characters that reveal mistakes in cutting, quoting, comparing and counting text. */
    private static final String UNICODE =
            "\u00e9e\u0301 \u05e9\u05dc\u05d5\u05dd \u202e\u200d \uffff \ud83c\udf55\ud83d\udc69\u200d\ud83c\udf73 "
                    + "\"'\\ %s {$1} \t\n\u2028 \u4eba\u00df\u0130";

    private static final char UNSTORABLE = '\0';
    private static final char UNPAIRED = '\ud83c';

    /** Characters for names: no spaces, and none with a meaning in replay lines. */
    private static final String LETTERS = "\u00e9e\u0301-\u05e9\u05dc\u05d5\u05dd-\ud83c\udf55-\u4eba\u00df\u0130-";

    /** An order of another customer, and when it is placed. */
    record Neighbour(String order, Duration at) {}

    /**
     * Returns the placement with the further requests of its customer.
     *
     * @param neighbour the order that is placed just before; empty if no other customer places it
     */
    OrderPlacement with(String customer, OrderPlacement placement, int number, Optional<Neighbour> neighbour) {
        String key = customer + "/" + placement.requestId();
        List<CustomerStep> asks = cancels(placement, key, number);
        if (has(ExtraTraffic.PLACE_AGAIN, key)) {
            asks.add(new CustomerStep.Place(later(placement.at(), key, LATER, MUCH_LATER), placement, false));
        }
        if (has(ExtraTraffic.ILLEGAL_STEP_ASKED, key)) {
            asks.add(illegal(customer, placement, key, number));
        }
        if (has(ExtraTraffic.REFUSED_CONTENT, key)) {
            asks.add(refused(customer, placement, key, number));
        }
        if (neighbour.isPresent() && has(ExtraTraffic.FOREIGN_REQUEST, key)) {
            asks.add(foreign(neighbour.get(), key, number));
        }
        if (has(ExtraTraffic.READ_AFTER_WRITE, key)) {
            asks = read(placement, asks, key, number);
        }
        if (has(ExtraTraffic.SUBSCRIBED_BEFORE_COMMIT, key)) {
            asks.addFirst(new CustomerStep.Watch(placement.at(), placement.order()));
        }
        return placement.with(placement.journey(), asks);
    }

    List<OrderPlacement> more(String customer, OrderPlacement placement, int number, int ordinal) {
        String key = customer + "/" + placement.requestId();
        List<OrderPlacement> more = new ArrayList<>();
        if (has(ExtraTraffic.EQUAL_ORDERS, key)) {
            Duration at = later(placement.at(), "equal/" + key, Duration.ZERO, SHORTLY);
            more.add(order(customer, "equal-" + number, at, placement.restaurant(), placement.items()));
        }
        if (has(ExtraTraffic.SHARED_REQUEST_ID, key)) {
            more.add(shared(customer, placement, key, ordinal));
        }
        if (has(ExtraTraffic.EXTREME_CONTENT, key)) {
            Duration at = later(placement.at(), "extreme/" + key, SOON, SECOND);
            String requestId = filled("extreme-" + number + "-", LETTERS, OrderPlacement.NAME_MAX);
            List<Item> items =
                    new ArrayList<>(Collections.nCopies(OrderPlacement.LINES_MAX - 1, new Item("bread", 1, 0)));
            items.add(new Item(filled("", UNICODE, Item.DISH_MAX), Item.QUANTITY_MAX, Item.PRICE_MAX));
            more.add(order(customer, requestId, at, placement.restaurant(), items));
        }
        return more;
    }

    private boolean has(ExtraTraffic extra, String key) {
        return draw.fraction(extra.label() + "/" + key) < shares.getOrDefault(extra, 0.0);
    }

    private Duration later(Duration at, String key, Duration min, Duration max) {
        Duration later = at.plus(draw.between("later/" + key, min, max));
        Duration last = end.plus(AFTER_END);
        return later.compareTo(last) > 0 && last.compareTo(at) > 0 ? last : later;
    }

    private List<CustomerStep> cancels(OrderPlacement placement, String key, int number) {
        List<CustomerStep> cancels = new ArrayList<>();
        for (CustomerStep step : placement.extraSteps()) {
            boolean again = has(ExtraTraffic.CANCEL_AGAIN, key);
            if (step instanceof CustomerStep.Cancel(Duration at, String order, String requestId, boolean _)) {
                cancels.add(new CustomerStep.Cancel(at, order, requestId, again));
                if (again) {
                    cancels.add(new CustomerStep.Cancel(
                            later(at, "cancel again/" + key, SHORTLY, SECOND), order, requestId, false));
                }
                if (has(ExtraTraffic.OTHER_CANCEL, key)) {
                    Duration other = later(at, "other cancel/" + key, SOON, SECOND);
                    cancels.add(new CustomerStep.Cancel(other, order, "other-cancel-" + number, false));
                }
            }
        }
        return cancels;
    }

    private CustomerStep illegal(String customer, OrderPlacement placement, String key, int number) {
        boolean isUnknown = draw.fraction("unknown/" + key) < 0.5;
        String order = isUnknown ? OrderIds.of(customer, "never-" + number) : placement.order();
        Duration at = isUnknown
                ? later(placement.at(), "unknown/" + key, SOON, SECOND)
                : later(placement.at(), "too late/" + key, MUCH_LATER, DELIVERED);
        return new CustomerStep.Cancel(at, order, "illegal-" + number, false);
    }

    /** Returns a request at once, or a later one by the id with which its own customer may have cancelled the order. */
    private CustomerStep foreign(Neighbour neighbour, String key, int number) {
        boolean isSoon = draw.fraction("foreign soon/" + key) < 0.5;
        Duration at = isSoon
                ? later(neighbour.at(), "foreign/" + key, AT_ONCE, SOON)
                : later(neighbour.at(), "foreign/" + key, LATER, MUCH_LATER);
        String requestId = isSoon ? "foreign-" + number : "cancel-" + (number - 1);
        return new CustomerStep.Foreign(
                draw.fraction("foreign reads/" + key) < 0.5
                        ? new CustomerStep.Read(at, neighbour.order(), requestId)
                        : new CustomerStep.Cancel(at, neighbour.order(), requestId, false));
    }

    /** Returns a placement, or sometimes a cancel, that the app must refuse for its content. */
    private CustomerStep refused(String customer, OrderPlacement placement, String key, int number) {
        Duration at = later(placement.at(), "refused/" + key, SOON, SECOND);
        String requestId = "refused-" + number;
        String restaurant = placement.restaurant();
        List<CustomerStep> steps = new ArrayList<>();
        forbiddenItems().forEach(items -> steps.add(place(customer, requestId, at, restaurant, items)));
        for (String text : List.of("", tooLong(OrderPlacement.NAME_MAX), requestId + UNSTORABLE)) {
            String forbiddenId = text.isEmpty() ? text : text + requestId;
            steps.add(place(customer, requestId, at, text, placement.items()));
            steps.add(place(customer, forbiddenId, at, restaurant, placement.items()));
            steps.add(new CustomerStep.Cancel(at, placement.order(), forbiddenId, false));
        }
        return steps.get(draw.between("content/" + key, 0, steps.size() - 1));
    }

    private static List<List<Item>> forbiddenItems() {
        return List.of(
                List.of(),
                Collections.nCopies(OrderPlacement.LINES_MAX + 1, new Item("pizza", 1, 900)),
                List.of(new Item("pizza", 0, 900)),
                List.of(new Item("pizza", -1, 900)),
                List.of(new Item("pizza", Item.QUANTITY_MAX + 1, 900)),
                List.of(new Item(" ", 1, 900)),
                List.of(new Item(tooLong(Item.DISH_MAX), 1, 900)),
                List.of(new Item("pizza" + UNSTORABLE, 1, 900)),
                List.of(new Item("pizza" + UNPAIRED, 1, 900)),
                List.of(new Item("pizza", 1, -1)),
                List.of(new Item("pizza", 1, Item.PRICE_MAX + 1)),
                List.of(new Item("pizza", Item.QUANTITY_MAX, Item.PRICE_MAX), new Item("water", 1, 1)));
    }

    private static CustomerStep place(
            String customer, String requestId, Duration at, String restaurant, List<Item> items) {
        return new CustomerStep.Place(at, order(customer, requestId, at, restaurant, items), false);
    }

    private static String tooLong(int max) {
        return "x".repeat(max + 1);
    }

    /** Returns an order whose request id, {@code ordinal}, many customers use, for placing and for cancelling. */
    private OrderPlacement shared(String customer, OrderPlacement placement, String key, int ordinal) {
        String requestId = String.valueOf(ordinal);
        Duration at = later(placement.at(), "shared/" + key, SOON, SECOND);
        OrderPlacement shared =
                order(customer, requestId, at, placement.restaurant(), List.of(new Item("tea", ordinal, 250)));
        if (draw.fraction("shared cancels/" + key) >= 0.5) {
            return shared;
        }
        CustomerStep cancel = new CustomerStep.Cancel(
                later(at, "shared cancel/" + key, SOON, SECOND), shared.order(), requestId, false);
        return shared.with(Journey.CANCELS, List.of(cancel));
    }

    private static OrderPlacement order(
            String customer, String requestId, Duration at, String restaurant, List<Item> items) {
        return new OrderPlacement(
                requestId, OrderIds.of(customer, requestId), at, restaurant, items, Journey.HAPPY, List.of());
    }

    /** Adds a read after the placement, after each other request for the order, and at a random time. */
    private List<CustomerStep> read(OrderPlacement placement, List<CustomerStep> asks, String key, int number) {
        List<CustomerStep> all = new ArrayList<>();
        int reads = 0;
        all.add(read(placement, placement.at(), number, ++reads));
        for (CustomerStep ask : asks) {
            all.add(ask);
            all.add(read(placement, ask.at(), number, ++reads));
        }
        all.add(read(placement, later(placement.at(), "read/" + key, LATER, MUCH_LATER), number, ++reads));
        return all;
    }

    private static CustomerStep read(OrderPlacement placement, Duration at, int number, int ordinal) {
        return new CustomerStep.Read(at, placement.order(), "read-" + number + "-" + ordinal);
    }

    private static String filled(String begin, String with, int length) {
        String text = begin + with.repeat((length - begin.length()) / with.length());
        return text + "x".repeat(length - text.length());
    }
}
