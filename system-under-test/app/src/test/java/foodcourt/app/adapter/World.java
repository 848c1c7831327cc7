package foodcourt.app.adapter;

import foodcourt.order.Order;
import foodcourt.port.Delivery;
import foodcourt.port.DeliveryId;
import foodcourt.port.DeliveryQueue;
import foodcourt.port.FencingToken;
import foodcourt.port.FunctionName;
import foodcourt.port.ReadModels;
import foodcourt.port.Transactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.NullUnmarked;

/**
 * A store as one actor sees it.
 *
 * @param tokens the tokens that this actor has got
 */
@NullUnmarked
record World(
        Cast cast,
        Transactions transactions,
        DeliveryQueue queue,
        ReadModels reads,
        Numbering numbering,
        List<FencingToken> tokens) {
    static final Duration LONG = Duration.ofMinutes(10);

    String claim(int function, int limit, Duration lease) {
        List<Delivery> claimed = queue.claim(cast.function(function), limit, lease);
        numbering.drawn(claimed);
        TreeSet<String> lines = new TreeSet<>();
        for (Delivery delivery : claimed) {
            lines.add(name(delivery.id()) + " attempt " + delivery.attempt() + " of "
                    + text(delivery.event().order()));
            tokens.add(delivery.token());
        }
        return lines + " by " + text(claimed.stream().map(Delivery::token).toList());
    }

    String look() {
        return reads.ordersOf(cast.customer()).stream().map(this::text).toList()
                + " "
                + new TreeSet<>(
                        reads.orders(cast.orders()).stream().map(this::text).toList())
                + " "
                + new TreeSet<>(reads.versions(cast.orders(), Set.of(cast.customer())).stream()
                        .map(v -> name(v.order()) + " v" + v.version())
                        .toList())
                + " " + reads.board(cast.restaurant()).counts()
                + " at " + reads.boardRevisions(Set.of(cast.restaurant())).values()
                + " dead " + dead()
                + " due " + due();
    }

    /** Names of the cast's functions for which something could be claimed. */
    private TreeSet<String> due() {
        Set<FunctionName> functions = new LinkedHashSet<>(List.of(cast.function(0), cast.function(1)));
        return new TreeSet<>(queue.due(functions).stream().map(cast::plain).toList());
    }

    private List<String> dead() {
        return reads.deadLetters(100_000).stream()
                .filter(letter -> letter.id().function().value().endsWith(cast.name()))
                .map(letter -> name(letter.id()) + " " + letter.attempts() + " " + letter.why())
                .toList();
    }

    int redrive() {
        Set<DeliveryId> all = new LinkedHashSet<>();
        for (int order = 0; order < cast.size(); order++) {
            for (int version = 1; version <= 4; version++) {
                all.add(new DeliveryId(cast.event(order, version).id(), cast.function(0)));
                all.add(new DeliveryId(cast.event(order, version).id(), cast.function(1)));
            }
        }
        return queue.redrive(all);
    }

    /** What can be found out through the ports when all is over: who still holds what, what is dead, what waits. */
    String end(Collection<FencingToken> all) {
        List<String> end = new ArrayList<>(List.of(look()));
        end.add("held " + text(queue.renew(new LinkedHashSet<>(all), LONG)));
        for (int function = 0; function < 2; function++) {
            end.add("waiting " + claim(function, 1_000, LONG));
        }
        end.add("dead " + redrive());
        for (int function = 0; function < 2; function++) {
            end.add("redriven " + claim(function, 1_000, LONG));
        }
        return String.join("\n  ", end);
    }

    String text(Order order) {
        return name(order.id()) + " v" + order.version() + " " + order.status() + " " + order.totalCents()
                + (order.cancelledBy() == null
                        ? ""
                        : " cancelled by " + order.cancelledBy().value());
    }

    String text(Collection<FencingToken> some) {
        TreeMap<Long, String> byValue = new TreeMap<>();
        some.forEach(t -> byValue.put(numbering.of(t.value()), name(t.delivery())));
        return byValue.toString();
    }

    /** The cast's number of an order. */
    String name(Object id) {
        for (int order = 0; order < cast.size(); order++) {
            if (cast.order(order, 1).id().equals(id)) {
                return "o" + order;
            }
        }
        throw new IllegalArgumentException("not of this cast: " + id);
    }

    private String name(DeliveryId id) {
        for (int order = 0; order < cast.size(); order++) {
            for (int version = 1; version <= 4; version++) {
                if (cast.event(order, version).id().equals(id.event())) {
                    return "o" + order + "." + version + "/" + cast.plain(id.function());
                }
            }
        }
        throw new IllegalArgumentException("not of this cast: " + id);
    }
}
