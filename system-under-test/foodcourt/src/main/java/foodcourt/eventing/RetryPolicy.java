package foodcourt.eventing;

import foodcourt.port.DeliveryResult;
import foodcourt.port.FencingToken;
import foodcourt.port.Randomness;
import foodcourt.port.Settlement;
import java.time.Duration;
import java.util.Optional;

/**
 * Decides the settlement of a delivery after an attempt: capped exponential back-off with jitter of ± 25%, and a dead
 * letter after the last attempt or a permanent failure.
 */
record RetryPolicy(Duration backOff, Duration backOffMax, int attempts, Randomness randomness) {
    private static final double JITTER = 0.25;
    private static final int DOUBLINGS_MAX = 30;

    Settlement after(FencingToken token, int attempt, DeliveryResult answer) {
        return switch (answer) {
            case DeliveryResult.Done() -> new Settlement.Done(token);
            case DeliveryResult.Failed(Optional<Duration> _, boolean permanent, String why)
            when permanent -> new Settlement.Dead(token, why);
            case DeliveryResult.Failed(Optional<Duration> retryAfter, boolean _, String why) ->
                retry(token, attempt, why, retryAfter.orElse(Duration.ZERO));
            case DeliveryResult.NoAnswer(String why) -> retry(token, attempt, why, Duration.ZERO);
        };
    }

    private Settlement retry(FencingToken token, int attempt, String why, Duration atLeast) {
        if (attempt >= attempts) {
            return new Settlement.Dead(token, why);
        }
        Duration wait = jittered(attempt);
        return new Settlement.Retry(token, wait.compareTo(atLeast) < 0 ? atLeast : wait, why);
    }

    private Duration jittered(int attempt) {
        long full = backOff.toNanos() << Math.min(attempt - 1, DOUBLINGS_MAX);
        long capped = full <= 0 ? backOffMax.toNanos() : Math.min(full, backOffMax.toNanos());
        return Duration.ofNanos((long) (capped * (1 - JITTER + 2 * JITTER * randomness.nextDouble())));
    }
}
