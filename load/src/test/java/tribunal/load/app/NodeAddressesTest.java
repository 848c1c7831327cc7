package tribunal.load.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NodeAddressesTest {
    private final NodeAddresses two = new NodeAddresses(List.of(URI.create("http://a:1"), URI.create("http://b:2")));

    @Test
    void everybody_always_meets_the_same_node_and_each_node_gets_about_half() {
        long first = IntStream.range(0, 1_000)
                .filter(n -> two.of("customer-" + n).getPort() == 1)
                .count();
        assertThat(first).isBetween(400L, 600L);
        assertThat(two.of("customer-7")).isEqualTo(two.of("customer-7"));
    }

    @Test
    void half_the_customers_have_their_socket_on_another_node_than_their_requests() {
        long apart = IntStream.range(0, 1_000)
                .filter(n -> !two.of("customer-" + n).equals(two.of("customer-" + n + "-1")))
                .count();
        assertThat(apart).isBetween(400L, 600L);
    }
}
