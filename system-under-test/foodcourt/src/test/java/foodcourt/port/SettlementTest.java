package foodcourt.port;

import static org.assertj.core.api.Assertions.assertThat;

import foodcourt.order.EventId;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SettlementTest {
    private static final FencingToken TOKEN =
            new FencingToken(new DeliveryId(new EventId(new UUID(0, 1)), new FunctionName("F")), 1);

    /**
     * The words are a third party's or an exception's: settlements are written in batches, and one must not fail them
     * all.
     */
    @Test
    void a_reason_is_kept_as_far_as_it_can_be_stored() {
        assertThat(new Settlement.Dead(TOKEN, "a\0b").why()).isEqualTo("a\uFFFDb");
        assertThat(new Settlement.Retry(TOKEN, Duration.ZERO, "x".repeat(2_000)).why())
                .isEqualTo("x".repeat(1_000));
    }
}
