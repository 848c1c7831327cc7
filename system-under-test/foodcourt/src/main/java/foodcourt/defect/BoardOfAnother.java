package foodcourt.defect;

import foodcourt.order.RestaurantId;
import foodcourt.port.Board;
import foodcourt.port.BoardChange;
import foodcourt.port.ForwardingReads;
import foodcourt.port.Ports;
import foodcourt.port.Transactions;
import foodcourt.port.Tx;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** A node shows every subscriber the board that the node changed last. */
final class BoardOfAnother implements Defect {
    @Override
    public String name() {
        return "board-of-another";
    }

    @Override
    public Ports ports(Ports sound) {
        AtomicReference<RestaurantId> last = new AtomicReference<>();
        return sound.withTransactions(new DefectiveTransactions(sound.transactions(), last))
                .withReads(new ForwardingReads(sound.reads()) {
                    @Override
                    public Board board(RestaurantId restaurant) {
                        RestaurantId changed = last.get();
                        return super.board(changed == null ? restaurant : changed);
                    }
                });
    }

    private record DefectiveTransactions(Transactions sound, AtomicReference<RestaurantId> last)
            implements Transactions {
        @Override
        public <T> T transact(Function<Tx, T> work) {
            return sound.transact(tx -> work.apply(new ForwardingTx(tx) {
                @Override
                public boolean board(BoardChange change) {
                    last.set(change.restaurant());
                    return super.board(change);
                }
            }));
        }
    }
}
