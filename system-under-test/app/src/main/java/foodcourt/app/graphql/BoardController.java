package foodcourt.app.graphql;

import foodcourt.Foodcourt;
import foodcourt.order.RestaurantId;
import foodcourt.port.Board;
import foodcourt.port.Ports;
import foodcourt.port.ReadModels;
import foodcourt.updates.UpdateHub;
import java.util.List;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;

/** The restaurants' boards, to be read and watched by everybody. */
@Controller
class BoardController {
    private final UpdateHub updates;
    private final ReadModels reads;

    BoardController(Foodcourt foodcourt, Ports ports) {
        this.updates = foodcourt.updates();
        this.reads = ports.reads();
    }

    record Count(String status, long orders) {}

    @QueryMapping
    Board restaurantBoard(@Argument String restaurant) {
        return reads.board(new RestaurantId(restaurant));
    }

    @SubscriptionMapping("restaurantBoard")
    Flux<Board> watchRestaurantBoard(@Argument String restaurant) {
        return Paced.updates(subscriber -> updates.watch(new RestaurantId(restaurant), subscriber));
    }

    @SchemaMapping(typeName = "Board")
    List<Count> counts(Board board) {
        return board.counts().entrySet().stream()
                .map(e -> new Count(e.getKey().name(), e.getValue()))
                .toList();
    }
}
