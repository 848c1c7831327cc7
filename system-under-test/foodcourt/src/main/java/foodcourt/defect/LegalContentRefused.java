package foodcourt.defect;

import foodcourt.eventing.Ordering;
import foodcourt.order.Decision;
import foodcourt.order.Decision.Reason;
import foodcourt.order.PlaceOrder;
import foodcourt.port.Ports;

/** An order of more than one line is refused. */
final class LegalContentRefused implements Defect {
    @Override
    public String name() {
        return "legal-content-refused";
    }

    @Override
    public Ordering orders(Ordering sound, Ports ports) {
        return new ForwardingOrdering(sound) {
            @Override
            public Decision place(PlaceOrder request) {
                return request.items().size() > 1 ? new Decision.Refused(Reason.INVALID_ITEMS) : super.place(request);
            }
        };
    }
}
