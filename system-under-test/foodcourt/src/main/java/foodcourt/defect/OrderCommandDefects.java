package foodcourt.defect;

import foodcourt.eventing.OrderCommands;
import foodcourt.order.CancelOrder;
import foodcourt.order.CommandResult;
import foodcourt.order.CommandResult.Accepted;
import foodcourt.order.CommandResult.Reason;
import foodcourt.order.CommandResult.Refused;
import foodcourt.order.Order;
import foodcourt.order.OrderId;
import foodcourt.order.OrderItem;
import foodcourt.order.OrderStatus;
import foodcourt.order.PlaceOrder;
import foodcourt.order.RequestId;
import foodcourt.port.Ports;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Defects of the commands of customers and their answers. */
final class OrderCommandDefects {
    static final List<Defect> ALL = List.of(
            new CommandsDefect("answer-before-effect", OrderCommandDefects::answerBeforeEffect),
            new CommandsDefect("answer-with-wrong-total", OrderCommandDefects::answerWithWrongTotal),
            new CommandsDefect("any-cancel-accepted", OrderCommandDefects::anyCancelAccepted),
            new CommandsDefect("forbidden-content-accepted", OrderCommandDefects::forbiddenContentAccepted),
            new CommandsDefect("legal-content-refused", OrderCommandDefects::legalContentRefused),
            new CommandsDefect("refused-and-done", OrderCommandDefects::refusedAndDone),
            new CommandsDefect("repetition-refused", OrderCommandDefects::repetitionRefused),
            new CommandsDefect("repetition-answered-as-placed", OrderCommandDefects::repetitionAnsweredAsPlaced),
            new CommandsDefect("anybody-cancels", OrderCommandDefects::anybodyCancels),
            new CommandsDefect("request-id-unscoped", OrderCommandDefects::requestIdUnscoped));

    private static final OrderItem REPLACEMENT = new OrderItem("dish of the day", 1, 500);

    /** The lowest version of an order cancelled after payment: placed, paid, cancelled. */
    private static final int CANCELLED_VERSION_MIN = 3;

    private OrderCommandDefects() {}

    private record CommandsDefect(String name, BiFunction<OrderCommands, Ports, OrderCommands> breaking)
            implements Defect {
        @Override
        public OrderCommands orders(OrderCommands sound, Ports ports) {
            return breaking.apply(sound, ports);
        }
    }

    private record Commands(
            Function<PlaceOrder, CommandResult> placing, Function<CancelOrder, CommandResult> cancelling)
            implements OrderCommands {
        @Override
        public CommandResult place(PlaceOrder request) {
            return placing.apply(request);
        }

        @Override
        public CommandResult cancel(CancelOrder request) {
            return cancelling.apply(request);
        }
    }

    private static OrderCommands placing(OrderCommands sound, Function<PlaceOrder, CommandResult> placing) {
        return new Commands(placing, sound::cancel);
    }

    private static OrderCommands cancelling(OrderCommands sound, Function<CancelOrder, CommandResult> cancelling) {
        return new Commands(sound::place, cancelling);
    }

    /** A cancel is answered with the order as it was read before the cancel. */
    private static OrderCommands answerBeforeEffect(OrderCommands sound, Ports ports) {
        return cancelling(sound, request -> {
            Optional<Order> before = ports.reads().order(request.order());
            CommandResult result = sound.cancel(request);
            return result instanceof Accepted && before.isPresent() ? new Accepted(before.get()) : result;
        });
    }

    /** The answer to a new order lacks its total: it says 0. */
    private static OrderCommands answerWithWrongTotal(OrderCommands sound, Ports ports) {
        return placing(sound, request -> {
            CommandResult result = sound.place(request);
            return result instanceof Accepted(var order) ? new Accepted(OrderCopies.withTotal(order, 0)) : result;
        });
    }

    /** A cancel of an order that another request has cancelled is acknowledged, as if this request had cancelled it. */
    private static OrderCommands anyCancelAccepted(OrderCommands sound, Ports ports) {
        return cancelling(sound, request -> {
            CommandResult result = sound.cancel(request);
            return result.equals(new Refused(Reason.ALREADY_CANCELLED))
                    ? ports.reads()
                            .order(request.order())
                            .<CommandResult>map(Accepted::new)
                            .orElse(result)
                    : result;
        });
    }

    /** An order with forbidden items is placed with an item of the app's choice instead of being refused. */
    private static OrderCommands forbiddenContentAccepted(OrderCommands sound, Ports ports) {
        return placing(
                sound,
                r -> sound.place(
                        r.refusal().isEmpty()
                                ? r
                                : new PlaceOrder(r.customer(), r.request(), r.restaurant(), List.of(REPLACEMENT))));
    }

    /** An order of more than one item is refused. */
    private static OrderCommands legalContentRefused(OrderCommands sound, Ports ports) {
        return placing(
                sound,
                request -> request.items().size() > 1 ? new Refused(Reason.INVALID_ITEMS) : sound.place(request));
    }

    /** A cancel of a paid order is refused as too late, although the order is cancelled. */
    private static OrderCommands refusedAndDone(OrderCommands sound, Ports ports) {
        return cancelling(sound, request -> {
            CommandResult result = sound.cancel(request);
            return result instanceof Accepted(var order)
                            && order.status() == OrderStatus.CANCELLED
                            && order.version() >= CANCELLED_VERSION_MIN
                    ? new Refused(Reason.TOO_LATE)
                    : result;
        });
    }

    /** A repeated request is refused, although the first one was carried out: the app recognises no repetition. */
    private static OrderCommands repetitionRefused(OrderCommands sound, Ports ports) {
        return new Commands(
                request -> {
                    OrderId id = OrderId.of(request.customer(), request.request());
                    return ports.reads().order(id).isPresent()
                            ? new Refused(Reason.INVALID_ITEMS)
                            : sound.place(request);
                },
                request -> ports.reads()
                                .order(request.order())
                                .filter(order -> request.request().equals(order.cancelledBy()))
                                .isPresent()
                        ? new Refused(Reason.ALREADY_CANCELLED)
                        : sound.cancel(request));
    }

    /** A repeated placement is answered with the order as it was placed, and not as it is now. */
    private static OrderCommands repetitionAnsweredAsPlaced(OrderCommands sound, Ports ports) {
        return placing(sound, request -> {
            CommandResult result = sound.place(request);
            return result instanceof Accepted ? new Accepted(Order.placed(request)) : result;
        });
    }

    /** A cancel is carried out in the name of the order's customer, even if somebody else asks. */
    private static OrderCommands anybodyCancels(OrderCommands sound, Ports ports) {
        return new Commands(
                sound::place,
                request -> sound.cancel(ports.reads()
                        .order(request.order())
                        .map(order -> new CancelOrder(order.customer(), request.request(), request.order()))
                        .orElse(request)));
    }

    /** A request id is looked up across all customers: a second customer who uses it gets the order of the first. */
    private static OrderCommands requestIdUnscoped(OrderCommands sound, Ports ports) {
        Map<RequestId, Order> known = Collections.synchronizedMap(new TreeMap<>());
        return placing(sound, request -> {
            Order first = known.get(request.request());
            if (first != null && !first.customer().equals(request.customer())) {
                return new Accepted(first);
            }
            CommandResult result = sound.place(request);
            if (result instanceof Accepted(var order)) {
                known.putIfAbsent(request.request(), order);
            }
            return result;
        });
    }
}
