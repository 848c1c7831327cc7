package foodcourt.defect;

import foodcourt.eventing.Ordering;
import foodcourt.order.CancelOrder;
import foodcourt.order.Decision;
import foodcourt.order.Order;
import foodcourt.port.Ports;
import java.util.Optional;

/** Whoever cancels is answered with the order as it was read before. */
final class AnswerBeforeEffect implements Defect {
    @Override
    public String name() {
        return "answer-before-effect";
    }

    @Override
    public Ordering orders(Ordering sound, Ports ports) {
        return new ForwardingOrdering(sound) {
            @Override
            public Decision cancel(CancelOrder request) {
                Optional<Order> before = ports.reads().order(request.order());
                Decision decision = super.cancel(request);
                return decision instanceof Decision.Accepted && before.isPresent()
                        ? new Decision.Accepted(before.get())
                        : decision;
            }
        };
    }
}
