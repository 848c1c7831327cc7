package tribunal.scenario.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OrderIdsTest {
    /** The app's contract: the same values are in its own OrderIdTest. */
    @Test
    void an_id_is_the_contract_s_uuid_of_customer_and_request() {
        assertThat(OrderIds.of("ann", "q-1")).isEqualTo("c2af7af2-14dc-5dea-bfc4-8e94f8477f4c");
        assertThat(OrderIds.of("a", "b/c")).isEqualTo("beeddab9-f2b3-5888-bb0a-2e5929d530f8");
        assertThat(OrderIds.of("a/b", "c")).isEqualTo("e03575ee-7b6c-54e5-8d38-70c0ceee2935");
    }
}
