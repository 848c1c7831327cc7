package foodcourt.app.graphql;

import foodcourt.Foodcourt;
import foodcourt.order.RestaurantId;
import foodcourt.order.StorableText;
import foodcourt.port.Board;
import foodcourt.port.Ports;
import foodcourt.port.ReadModels;
import foodcourt.updates.Updates;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;

/** Serves the boards of restaurants, which everybody may read and watch. */
@Controller
class BoardController {
    private final Updates updates;
    private final ReadModels reads;

    BoardController(Foodcourt foodcourt, Ports ports) {
        this.updates = foodcourt.updates();
        this.reads = ports.reads();
    }

    record Count(String status, long orders) {}

    @QueryMapping
    Board restaurantBoard(@Argument String restaurant) {
        return reads.board(id(restaurant));
    }

    @SubscriptionMapping("restaurantBoard")
    Flux<Board> watchRestaurantBoard(
            @Argument String restaurant,
            @ContextValue(name = EntryPoints.OPERATION, required = false) @Nullable SocketOperation operation) {
        return Flux.defer(() -> {
            RestaurantId id = id(restaurant);
            return BackpressuredSubscriber.updates(operation, subscriber -> updates.watch(id, subscriber));
        });
    }

    private static RestaurantId id(String restaurant) {
        RestaurantId id = new RestaurantId(restaurant);
        if (!id.isValid()) {
            throw new IllegalArgumentException(
                    "restaurant: 1 to " + StorableText.ID_LENGTH_MAX + " characters that can be stored");
        }
        return id;
    }

    @SchemaMapping(typeName = "Board")
    List<Count> counts(Board board) {
        return board.counts().entrySet().stream()
                .map(e -> new Count(e.getKey().name(), e.getValue()))
                .toList();
    }
}
