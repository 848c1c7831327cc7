package tribunal.scenario.schedule;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A customer, who connects, subscribes to their orders, and places them one after the other.
 *
 * @param joins when the customer connects, since the schedule's beginning
 * @param offlinePeriods the times without a connection, in the order of time
 */
public record Customer(String id, Duration joins, List<OfflinePeriod> offlinePeriods, List<OrderPlacement> orders) {
    /** Returns all steps in the order of time. */
    public List<CustomerStep> steps() {
        return Stream.concat(
                        offlinePeriods.stream().map(CustomerStep.Leave::new),
                        orders.stream().flatMap(placement -> placement.steps().stream()))
                .sorted(Comparator.comparing(CustomerStep::at))
                .toList();
    }
}
