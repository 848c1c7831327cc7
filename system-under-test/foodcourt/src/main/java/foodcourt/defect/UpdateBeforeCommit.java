package foodcourt.defect;

import foodcourt.order.Event;
import foodcourt.port.Hint;
import foodcourt.port.Hints;
import foodcourt.port.NewDelivery;
import foodcourt.port.Ports;
import foodcourt.port.Transactions;
import foodcourt.port.Tx;
import java.util.List;
import java.util.function.Function;

/**
 * Subscribers are updated from inside the transaction: they see a change before its commit, even if it is rolled back
 * afterwards.
 */
final class UpdateBeforeCommit implements Defect {
    @Override
    public String name() {
        return "update-before-commit";
    }

    @Override
    public Ports ports(Ports sound) {
        return sound.withTransactions(new DefectiveTransactions(sound.transactions(), sound.hints()));
    }

    private record DefectiveTransactions(Transactions sound, Hints hints) implements Transactions {
        @Override
        public <T> T transact(Function<Tx, T> work) {
            return sound.transact(tx -> work.apply(new ForwardingTx(tx) {
                @Override
                public void append(Event event, List<NewDelivery> deliveries) {
                    super.append(event, deliveries);
                    hints.committed(new Hint.OrderChanged(event.order()));
                }
            }));
        }
    }
}
