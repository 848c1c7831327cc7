package foodcourt.defect;

import foodcourt.order.Event;
import foodcourt.order.EventType;
import foodcourt.port.NewDelivery;
import foodcourt.port.Ports;
import foodcourt.port.Transactions;
import foodcourt.port.Tx;
import java.util.List;
import java.util.function.Function;

/**
 * One way of changing an order writes no event: a cancellation is never announced (hasura/graphql-engine#8376, #9976).
 */
final class UnrecordedPath implements Defect {
    @Override
    public String name() {
        return "unrecorded-path";
    }

    @Override
    public Ports ports(Ports sound) {
        return sound.withTransactions(new DefectiveTransactions(sound.transactions()));
    }

    private record DefectiveTransactions(Transactions sound) implements Transactions {
        @Override
        public <T> T transact(Function<Tx, T> work) {
            return sound.transact(tx -> work.apply(new ForwardingTx(tx) {
                @Override
                public void append(Event event, List<NewDelivery> deliveries) {
                    if (event.type() != EventType.ORDER_CANCELLED) {
                        super.append(event, deliveries);
                    }
                }
            }));
        }
    }
}
