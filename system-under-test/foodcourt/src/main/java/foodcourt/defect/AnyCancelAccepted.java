package foodcourt.defect;

import foodcourt.eventing.Ordering;
import foodcourt.order.CancelOrder;
import foodcourt.order.Decision;
import foodcourt.order.Decision.Reason;
import foodcourt.port.Ports;

/** A cancel of an order that another request has cancelled is acknowledged, as if it had done it. */
final class AnyCancelAccepted implements Defect {
    @Override
    public String name() {
        return "any-cancel-accepted";
    }

    @Override
    public Ordering orders(Ordering sound, Ports ports) {
        return new ForwardingOrdering(sound) {
            @Override
            public Decision cancel(CancelOrder request) {
                Decision decision = super.cancel(request);
                return decision.equals(new Decision.Refused(Reason.ALREADY_CANCELLED))
                        ? ports.reads()
                                .order(request.order())
                                .<Decision>map(Decision.Accepted::new)
                                .orElse(decision)
                        : decision;
            }
        };
    }
}
