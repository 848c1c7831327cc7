package foodcourt.defect;

import foodcourt.eventing.Ordering;
import foodcourt.order.CancelOrder;
import foodcourt.order.Decision;
import foodcourt.order.Decision.Reason;
import foodcourt.order.Decision.Refused;
import foodcourt.order.OrderId;
import foodcourt.order.PlaceOrder;
import foodcourt.port.Ports;

/** A request that comes again is refused, though it was carried out: no repetition of it is recognised as one. */
final class RepetitionRefused implements Defect {
    @Override
    public String name() {
        return "repetition-refused";
    }

    @Override
    public Ordering orders(Ordering sound, Ports ports) {
        return new ForwardingOrdering(sound) {
            @Override
            public Decision place(PlaceOrder request) {
                OrderId id = OrderId.of(request.customer(), request.request());
                return ports.reads().order(id).isPresent() ? new Refused(Reason.INVALID_ITEMS) : super.place(request);
            }

            @Override
            public Decision cancel(CancelOrder request) {
                return ports.reads()
                                .order(request.order())
                                .filter(order -> request.request().equals(order.cancelledBy()))
                                .isPresent()
                        ? new Refused(Reason.ALREADY_CANCELLED)
                        : super.cancel(request);
            }
        };
    }
}
