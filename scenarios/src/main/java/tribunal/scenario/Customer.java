package tribunal.scenario;

import java.time.Duration;
import java.util.List;

/**
 * A customer: connects, watches their orders, places them one after the other.
 *
 * @param joins when they connect, since the schedule's beginning
 * @param absences when they are not connected, in the order of time
 */
public record Customer(String id, Duration joins, List<Absence> absences, List<Placement> orders) {
    public Customer {
        absences = List.copyOf(absences);
        orders = List.copyOf(orders);
    }
}
