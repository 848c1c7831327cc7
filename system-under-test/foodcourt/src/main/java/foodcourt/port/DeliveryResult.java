package foodcourt.port;

import java.time.Duration;
import java.util.Optional;

/** The result of an attempt, as the dispatcher gets it. */
public sealed interface DeliveryResult {
    record Done() implements DeliveryResult {}

    /**
     * The function reported a failure.
     *
     * @param retryAfter the shortest wait before a retry that the function asks for
     * @param permanent whether a retry is useless
     */
    record Failed(Optional<Duration> retryAfter, boolean permanent, String why) implements DeliveryResult {}

    /** No answer came; the function may or may not have run. */
    record NoAnswer(String why) implements DeliveryResult {}
}
