package foodcourt.defect;

import foodcourt.eventing.Ordering;
import foodcourt.order.Decision;
import foodcourt.order.PlaceOrder;
import foodcourt.port.Ports;

/** Whoever places an order is answered without its total. */
final class AnswerWithWrongTotal implements Defect {
    @Override
    public String name() {
        return "answer-with-wrong-total";
    }

    @Override
    public Ordering orders(Ordering sound, Ports ports) {
        return new ForwardingOrdering(sound) {
            @Override
            public Decision place(PlaceOrder request) {
                Decision decision = super.place(request);
                return decision instanceof Decision.Accepted(var order)
                        ? new Decision.Accepted(TotalTooHigh.costing(order, 0))
                        : decision;
            }
        };
    }
}
