package foodcourt.port;

import java.time.Duration;
import java.util.Optional;

/** What the dispatcher hears of an attempt. */
public sealed interface DeliveryResult {
    record Done() implements DeliveryResult {}

    /**
     * The function says that it failed.
     *
     * @param retryAfter how long it asks to be left alone
     * @param permanent whether trying again is useless
     */
    record Failed(Optional<Duration> retryAfter, boolean permanent, String why) implements DeliveryResult {}

    /** Nobody knows whether it ran. */
    record NoAnswer(String why) implements DeliveryResult {}
}
