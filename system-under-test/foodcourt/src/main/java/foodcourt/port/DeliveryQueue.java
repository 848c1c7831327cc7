package foodcourt.port;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The deliveries that wait. It takes durations, never instants: the database's clock alone decides leases, so that skewed
 * nodes cannot break them. A node that dies between claim and settle leaves its deliveries to whoever claims after the
 * lease.
 */
public interface DeliveryQueue {
    /** Those of the functions for which something could be claimed. A look and no promise: another node may be faster. */
    Set<FunctionName> due(Set<FunctionName> functions);

    /** Takes up to {@code limit} due deliveries that nobody holds, each with a new token and one attempt more. */
    List<Delivery> claim(FunctionName function, int limit, Duration lease);

    /** Extends leases; answers the tokens that still hold. */
    Set<FencingToken> renew(Set<FencingToken> held, Duration lease);

    /**
     * Ends claims, each by itself, if its fence is the newest claim; answers the tokens that were fenced off, which changed
     * nothing. Each writes its token as settled_by.
     */
    Set<FencingToken> settle(List<Settlement> batch);

    /** Makes dead letters pending again with their attempts at 0; answers how many were dead. */
    int redrive(Set<DeliveryId> dead);
}
