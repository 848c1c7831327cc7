package foodcourt.port;

import java.time.Duration;
import java.util.Optional;

/** What the dispatcher hears of an attempt. */
public sealed interface Answer {
    record Done() implements Answer {}

    /**
     * The function says that it failed.
     *
     * @param retryAfter how long it asks to be left alone
     * @param permanent whether trying again is useless
     */
    record Failed(Optional<Duration> retryAfter, boolean permanent, String why) implements Answer {}

    /** Nobody knows whether it ran. */
    record NoAnswer(String why) implements Answer {}
}
