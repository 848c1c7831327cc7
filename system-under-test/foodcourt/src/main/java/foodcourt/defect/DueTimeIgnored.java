package foodcourt.defect;

import foodcourt.order.Event;
import foodcourt.port.NewDelivery;
import foodcourt.port.Ports;
import foodcourt.port.Tx;
import java.time.Duration;
import java.util.List;

/** The not-before time of a delivery is lost on its way to the queue, so the ride ends as soon as it begins. */
final class DueTimeIgnored implements Defect {
    @Override
    public String name() {
        return "due-time-ignored";
    }

    @Override
    public Ports ports(Ports sound) {
        return sound.withTransactions(new WrappedTransactions(sound.transactions(), AtOnce::new));
    }

    private static final class AtOnce extends ForwardingTx {
        AtOnce(Tx sound) {
            super(sound);
        }

        @Override
        public void append(Event event, List<NewDelivery> deliveries) {
            super.append(
                    event,
                    deliveries.stream()
                            .map(d -> new NewDelivery(d.function(), Duration.ZERO))
                            .toList());
        }
    }
}
