package foodcourt.defect;

import foodcourt.order.OrderStatus;
import foodcourt.order.RestaurantId;
import foodcourt.port.Board;
import foodcourt.port.ForwardingReads;
import foodcourt.port.Ports;
import java.util.SortedMap;
import java.util.TreeMap;

/** Boards show twice as many orders as there are. */
final class BoardCountsDoubled implements Defect {
    @Override
    public String name() {
        return "board-counts-doubled";
    }

    @Override
    public Ports ports(Ports sound) {
        return sound.withReads(new ForwardingReads(sound.reads()) {
            @Override
            public Board board(RestaurantId restaurant) {
                Board board = super.board(restaurant);
                SortedMap<OrderStatus, Long> counts = new TreeMap<>(board.counts());
                counts.replaceAll((_, count) -> 2 * count);
                return new Board(restaurant, board.revision(), counts);
            }
        });
    }
}
