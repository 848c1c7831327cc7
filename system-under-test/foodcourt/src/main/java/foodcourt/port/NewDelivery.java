package foodcourt.port;

import java.time.Duration;

/**
 * A delivery of a new event to a function.
 *
 * @param notBefore the shortest time from the commit to the delivery
 */
public record NewDelivery(FunctionName function, Duration notBefore) {}
