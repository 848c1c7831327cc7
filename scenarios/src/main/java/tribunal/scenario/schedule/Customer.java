package tribunal.scenario.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A customer: connects, watches their orders, places them one after the other.
 *
 * @param joins when they connect, since the schedule's beginning
 * @param absences when they are not connected, in the order of time
 */
public record Customer(String id, Duration joins, List<OfflinePeriod> absences, List<OrderPlacement> orders) {
    public Customer {
        absences = List.copyOf(absences);
        orders = List.copyOf(orders);
    }

    /** All that they do, in the order of time. */
    public List<CustomerStep> steps() {
        List<CustomerStep> steps = new ArrayList<>();
        absences.forEach(absence -> steps.add(new CustomerStep.Leave(absence)));
        orders.forEach(placement -> steps.addAll(placement.steps()));
        steps.sort(Comparator.comparing(CustomerStep::at));
        return steps;
    }
}
