package foodcourt.defect;

import foodcourt.port.BoardChange;
import foodcourt.port.Ports;
import foodcourt.port.Transactions;
import foodcourt.port.Tx;
import java.util.function.Function;

/** The board counts deliveries instead of events: a repeated delivery is counted twice. */
final class CounterNotIdempotent implements Defect {
    @Override
    public String name() {
        return "counter-not-idempotent";
    }

    @Override
    public Ports ports(Ports sound) {
        return sound.withTransactions(new Counting(sound.transactions()));
    }

    private record Counting(Transactions sound) implements Transactions {
        @Override
        public <T> T transact(Function<Tx, T> work) {
            return sound.transact(tx -> work.apply(new ForwardingTx(tx) {
                @Override
                public boolean board(BoardChange change) {
                    return super.board(new BoardChange(null, change.restaurant(), change.from(), change.to()));
                }
            }));
        }
    }
}
