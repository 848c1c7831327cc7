package foodcourt.port;

import java.time.Duration;

/** A delivery to be made of a new event: to this function, not before so long after its commit. */
public record NewDelivery(FunctionName function, Duration notBefore) {}
