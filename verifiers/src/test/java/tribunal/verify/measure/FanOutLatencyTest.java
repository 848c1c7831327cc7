package tribunal.verify.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static tribunal.verify.HistoryBuilder.MS;
import static tribunal.verify.HistoryBuilder.history;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tribunal.verify.HistoryBuilder;

class FanOutLatencyTest {
    private static List<Long> millis(HistoryBuilder story) {
        List<Long> millis = new ArrayList<>();
        FanOutLatency.measure(story.evidence(), (from, to) -> millis.add((to - from) / MS));
        return millis;
    }

    @Test
    void a_subscription_that_no_client_requested_has_no_known_beginning() {
        HistoryBuilder story = history()
                .commits("order:o-1", "PLACED")
                .sees("ws-7", "order:o-1", 1, "PLACED")
                .commits("order:o-1", "PAID")
                .sees("ws-7", "order:o-1", 2, "PAID");

        assertThat(millis(story)).isEmpty();
    }

    @Test
    void a_version_committed_as_the_subscription_began_is_of_it() {
        HistoryBuilder story = history()
                .subscribes("ws-1", "order:o-1")
                .after(-1)
                .commits("order:o-1", "PLACED")
                .sees("ws-1", "order:o-1", 1, "PLACED");

        assertThat(millis(story)).containsExactly(1L);
    }
}
