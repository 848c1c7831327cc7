package foodcourt.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OrderIdTest {
    private static String id(String customer, String request) {
        return OrderId.of(new CustomerId(customer), new RequestId(request)).toString();
    }

    /** UUIDs of version 5 of "order/ann/q-1", "order/a/b%2Fc" and "order/a%2Fb/c", made by another implementation. */
    @Test
    void an_id_is_the_contract_s_uuid_of_customer_and_request() {
        assertThat(id("ann", "q-1")).isEqualTo("c2af7af2-14dc-5dea-bfc4-8e94f8477f4c");
        assertThat(id("a", "b/c")).isEqualTo("beeddab9-f2b3-5888-bb0a-2e5929d530f8");
        assertThat(id("a/b", "c")).isEqualTo("e03575ee-7b6c-54e5-8d38-70c0ceee2935");
    }

    @Test
    void different_customers_and_requests_never_get_the_same_id() {
        assertThat(List.of(
                        id("a", "b/c"),
                        id("a/b", "c"),
                        id("a%2Fb", "c"),
                        id("a", "b%2Fc"),
                        id("a/b/c", ""),
                        id("a", "/b/c")))
                .doesNotHaveDuplicates();
    }
}
