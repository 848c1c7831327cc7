package foodcourt.defect;

import foodcourt.order.RestaurantId;
import foodcourt.port.Board;
import foodcourt.port.Ports;
import java.util.concurrent.atomic.AtomicReference;

/** A node shows everybody the board that was watched first. */
final class BoardOfAnother implements Defect {
    @Override
    public String name() {
        return "board-of-another";
    }

    @Override
    public Ports ports(Ports sound) {
        AtomicReference<RestaurantId> first = new AtomicReference<>();
        return sound.withReads(new ForwardingReads(sound.reads()) {
            @Override
            public Board board(RestaurantId restaurant) {
                RestaurantId before = first.compareAndExchange(null, restaurant);
                return super.board(before == null ? restaurant : before);
            }
        });
    }
}
