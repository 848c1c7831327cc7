package foodcourt.eventing;

import static org.assertj.core.api.Assertions.assertThat;

import foodcourt.order.EventId;
import foodcourt.port.DeliveryId;
import foodcourt.port.DeliveryResult;
import foodcourt.port.FencingToken;
import foodcourt.port.FunctionName;
import foodcourt.port.Settlement;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** With a back-off of 100 ms, 2 s at most, 12 attempts, and a jitter that draws its middle. */
class RetryPolicyTest {
    private static final FencingToken TOKEN =
            new FencingToken(new DeliveryId(new EventId(new UUID(0, 1)), new FunctionName("ChargePayment")), 1);

    private final RetryPolicy policy = new RetryPolicy(Duration.ofMillis(100), Duration.ofSeconds(2), 12, () -> 0.5);

    private Settlement afterFailure(int attempt, Optional<Duration> retryAfter) {
        return policy.after(TOKEN, attempt, new DeliveryResult.Failed(retryAfter, false, "why"));
    }

    @Test
    void the_back_off_doubles_up_to_its_cap() {
        assertThat(afterFailure(1, Optional.empty())).isEqualTo(retry(100));
        assertThat(afterFailure(4, Optional.empty())).isEqualTo(retry(800));
        assertThat(afterFailure(11, Optional.empty())).isEqualTo(retry(2_000));
    }

    @Test
    void who_asks_to_be_left_alone_for_longer_is() {
        assertThat(afterFailure(1, Optional.of(Duration.ofSeconds(1)))).isEqualTo(retry(1_000));
        assertThat(afterFailure(11, Optional.of(Duration.ofSeconds(1)))).isEqualTo(retry(2_000));
    }

    @Test
    void a_permanent_failure_is_given_up_at_once_and_any_other_after_the_last_attempt() {
        assertThat(policy.after(TOKEN, 1, new DeliveryResult.Failed(Optional.empty(), true, "why")))
                .isEqualTo(new Settlement.Dead(TOKEN, "why"));
        assertThat(afterFailure(12, Optional.of(Duration.ofSeconds(1)))).isEqualTo(new Settlement.Dead(TOKEN, "why"));
    }

    private static Settlement retry(long millis) {
        return new Settlement.Retry(TOKEN, Duration.ofMillis(millis), "why");
    }
}
