package tribunal.simulation.replay;

import foodcourt.order.EventId;
import foodcourt.order.EventType;
import foodcourt.order.OrderId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tribunal.scenario.input.Suggestion;
import tribunal.scenario.schedule.Schedule;

/**
 * Short names of a run's orders and events: an order is its first eight digits, an event is its order and type, as
 * {@code 7f3a1b2c/OrderPaid#1}.
 */
final class IdAbbreviations {
    private static final Pattern UUID_PATTERN =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern SHORT = Pattern.compile("\\{([0-9a-f-]+)(?:/([A-Za-z]+)#([0-9]+))?}");
    private static final int DIGITS = 8;

    private final Map<String, String> shortened = new LinkedHashMap<>();
    private final Map<String, String> orders = new LinkedHashMap<>();

    /** Abbreviates the orders of a schedule, and its canary. */
    IdAbbreviations(Schedule schedule, long seed) {
        schedule.planned().keySet().forEach(this::add);
        add(Schedule.canary(seed).order());
    }

    private void add(String order) {
        String first = order.substring(0, DIGITS);
        String name = orders.containsKey(first) ? order : first;
        orders.put(name, order);
        shortened.put(order, name);
        for (EventType type : EventType.values()) {
            EventId event = EventId.of(new OrderId(UUID.fromString(order)), type, 1);
            shortened.put(event.toString(), name + "/" + type.label() + "#1");
        }
    }

    String ofOrder(String order) {
        return shortened.getOrDefault(order, order);
    }

    String order(String name) {
        String order = orders.get(name);
        if (order == null) {
            throw new IllegalArgumentException(
                    "no order of this seed is called " + name + Suggestion.hint(name, orders.keySet()));
        }
        return order;
    }

    /** Replaces ids by short names in braces. */
    String shorten(String text) {
        return UUID_PATTERN
                .matcher(text)
                .replaceAll(uuid -> Matcher.quoteReplacement(
                        shortened.containsKey(uuid.group()) ? "{" + shortened.get(uuid.group()) + "}" : uuid.group()));
    }

    /** Replaces short names in braces by whole ids. */
    String lengthen(String text) {
        return SHORT.matcher(text).replaceAll(name -> Matcher.quoteReplacement(id(name)));
    }

    private String id(MatchResult name) {
        String order = order(name.group(1));
        if (name.group(2) == null) {
            return order;
        }
        EventType type = EventType.labelled(name.group(2));
        return EventId.of(new OrderId(UUID.fromString(order)), type, Integer.parseInt(name.group(3)))
                .toString();
    }
}
