package foodcourt.port;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The queue of deliveries. It takes durations, never instants: only the database's clock decides leases, so skewed node
 * clocks cannot break them. If a node crashes between claim and settle, any node can claim its deliveries once their
 * leases have lapsed.
 */
public interface DeliveryQueue {
    /** The given functions that have a claimable delivery. Another node may claim it first. */
    Set<FunctionName> due(Set<FunctionName> functions);

    /**
     * Claims up to {@code limit} due deliveries that no node holds. Each gets a new token, and its attempts grow by
     * one.
     */
    List<Delivery> claim(FunctionName function, int limit, Duration lease);

    /** Extends leases; returns the tokens that are still valid. */
    Set<FencingToken> renew(Set<FencingToken> held, Duration lease);

    /**
     * Ends each claim in the batch that is the newest of its delivery. Each one writes its token as settled_by. The
     * others change nothing.
     *
     * @return the tokens that were fenced off
     */
    Set<FencingToken> settle(List<Settlement> batch);

    /** Makes dead letters pending again with their attempts at 0; returns how many were dead. */
    int redrive(Set<DeliveryId> dead);
}
