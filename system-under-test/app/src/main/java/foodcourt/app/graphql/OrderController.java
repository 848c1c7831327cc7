package foodcourt.app.graphql;

import foodcourt.Foodcourt;
import foodcourt.eventing.OrderCommands;
import foodcourt.order.CancelOrder;
import foodcourt.order.CommandResult;
import foodcourt.order.CustomerId;
import foodcourt.order.Order;
import foodcourt.order.OrderId;
import foodcourt.order.OrderItem;
import foodcourt.order.PlaceOrder;
import foodcourt.order.RequestId;
import foodcourt.order.RestaurantId;
import foodcourt.order.StorableText;
import foodcourt.port.ReadModels;
import foodcourt.updates.Updates;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;

/** Serves the queries, mutations and subscriptions of a customer. */
@Controller
class OrderController {
    private final OrderCommands orders;
    private final Updates updates;
    private final ReadModels reads;

    OrderController(OrderCommands orders, Foodcourt foodcourt) {
        this.orders = orders;
        this.updates = foodcourt.updates();
        this.reads = foodcourt.reads();
    }

    record PlaceOrderInput(String requestId, String restaurant, List<ItemInput> items) {}

    record ItemInput(String dish, int quantity, int price) {
        OrderItem item() {
            return new OrderItem(dish, quantity, price);
        }
    }

    record Refusal(CommandResult.Reason reason) {}

    private Optional<Order> own(String id, CustomerId customer) {
        return reads.order(orderId(id)).filter(order -> order.customer().equals(customer));
    }

    private static OrderId orderId(String id) {
        try {
            return new OrderId(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("no order id: " + StorableText.storable(id, 64), e);
        }
    }

    @QueryMapping
    @Nullable
    Order order(@Argument String id, @ContextValue(required = false) @Nullable CustomerId customer) {
        return own(id, Identity.required(customer)).orElse(null);
    }

    @QueryMapping
    List<Order> orders(@Argument int limit, @ContextValue(required = false) @Nullable CustomerId customer) {
        if (limit < 0 || limit > ReadModels.ORDERS_MAX) {
            throw new IllegalArgumentException("limit: 0 to " + ReadModels.ORDERS_MAX);
        }
        List<Order> newest = reads.ordersOf(Identity.required(customer));
        return newest.subList(Math.max(0, newest.size() - limit), newest.size());
    }

    @MutationMapping
    Object placeOrder(@Argument PlaceOrderInput input, @ContextValue(required = false) @Nullable CustomerId customer) {
        return result(orders.place(new PlaceOrder(
                Identity.required(customer),
                new RequestId(input.requestId()),
                new RestaurantId(input.restaurant()),
                input.items().stream().map(ItemInput::item).toList())));
    }

    @MutationMapping
    Object cancelOrder(
            @Argument String order,
            @Argument String requestId,
            @ContextValue(required = false) @Nullable CustomerId customer) {
        return result(
                orders.cancel(new CancelOrder(Identity.required(customer), new RequestId(requestId), orderId(order))));
    }

    private static Object result(CommandResult decision) {
        return switch (decision) {
            case CommandResult.Accepted(Order order) -> order;
            case CommandResult.Refused(CommandResult.Reason reason) -> new Refusal(reason);
        };
    }

    /** A refusal is an error of the stream, so that the client gets an error frame rather than data with errors. */
    @SubscriptionMapping
    Flux<Order> orderUpdates(
            @Argument String order,
            @ContextValue(required = false) @Nullable CustomerId customer,
            @ContextValue(name = EntryPoints.OPERATION, required = false) @Nullable SocketOperation operation) {
        return Flux.defer(() -> {
            if (own(order, Identity.required(customer)).isEmpty()) {
                throw new ForbiddenException("no such order of yours: " + orderId(order));
            }
            return BackpressuredSubscriber.updates(operation, subscriber -> updates.watch(orderId(order), subscriber));
        });
    }

    @SubscriptionMapping
    Flux<Order> myOrders(
            @Argument("customer") String owner,
            @ContextValue(required = false) @Nullable CustomerId customer,
            @ContextValue(name = EntryPoints.OPERATION, required = false) @Nullable SocketOperation operation) {
        return Flux.defer(() -> {
            CustomerId me = Identity.required(customer);
            if (!me.value().equals(owner)) {
                throw new ForbiddenException("only your own orders");
            }
            return BackpressuredSubscriber.updates(operation, subscriber -> updates.watch(me, subscriber));
        });
    }

    @SchemaMapping(typeName = "Order")
    long total(Order order) {
        return order.totalCents();
    }

    @SchemaMapping(typeName = "Item")
    long price(OrderItem item) {
        return item.priceCents();
    }
}
