package foodcourt.defect;

import foodcourt.order.Event;
import foodcourt.port.NewDelivery;
import foodcourt.port.Ports;
import foodcourt.port.Transactions;
import foodcourt.port.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A dual write: the event is written after the commit, in a transaction of its own. A crash in between loses the event.
 */
record EventOutsideTransaction(Transactions sound) implements Transactions {
    static Ports of(Ports sound) {
        return sound.withTransactions(new EventOutsideTransaction(sound.transactions()));
    }

    @Override
    public <T> T transact(Function<Tx, T> work) {
        List<Append> later = new ArrayList<>();
        T result = sound.transact(tx -> {
            later.clear();
            return work.apply(withoutAppends(tx, later));
        });
        for (Append append : later) {
            sound.transact(tx -> {
                tx.append(append.event(), append.deliveries());
                return append;
            });
        }
        return result;
    }

    private record Append(Event event, List<NewDelivery> deliveries) {}

    private static Tx withoutAppends(Tx sound, List<Append> later) {
        return new ForwardingTx(sound) {
            @Override
            public void append(Event event, List<NewDelivery> deliveries) {
                later.add(new Append(event, deliveries));
            }
        };
    }
}
