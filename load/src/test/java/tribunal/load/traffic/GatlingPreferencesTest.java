package tribunal.load.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatling.commons.util.LatestGatlingRelease$;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatlingPreferencesTest {
    private final ProxySelector before = ProxySelector.getDefault();
    private final Queue<URI> asked = new ConcurrentLinkedQueue<>();

    @AfterEach
    void restore() {
        ProxySelector.setDefault(before);
    }

    @Test
    void gatling_asks_no_server_for_its_newest_release() {
        ProxySelector.setDefault(new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                asked.add(uri);
                throw new IllegalArgumentException("no network in this test");
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException e) {}
        });

        GatlingPreferences.install();

        assertThat(LatestGatlingRelease$.MODULE$.load().isEmpty()).isTrue();
        assertThat(asked).isEmpty();
    }
}
