package tribunal.scenario.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A customer, who connects, subscribes to their orders, and places them one after the other.
 *
 * @param joins when the customer connects, since the schedule's beginning
 * @param offlinePeriods the times without a connection, in the order of time
 */
public record Customer(String id, Duration joins, List<OfflinePeriod> offlinePeriods, List<OrderPlacement> orders) {
    public Customer {
        offlinePeriods = List.copyOf(offlinePeriods);
        orders = List.copyOf(orders);
    }

    /** Returns all steps in the order of time. */
    public List<CustomerStep> steps() {
        List<CustomerStep> steps = new ArrayList<>();
        offlinePeriods.forEach(absence -> steps.add(new CustomerStep.Leave(absence)));
        orders.forEach(placement -> steps.addAll(placement.steps()));
        steps.sort(Comparator.comparing(CustomerStep::at));
        return steps;
    }
}
