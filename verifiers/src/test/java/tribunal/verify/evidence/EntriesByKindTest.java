package tribunal.verify.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static tribunal.verify.HistoryBuilder.history;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tribunal.verify.HistoryBuilder;

class EntriesByKindTest {
    @Test
    void the_harness_s_entries_and_those_of_connections_and_boards_concern_the_run_as_a_whole() {
        HistoryBuilder story = history()
                .subscribes("ws-1", "customer:c-1")
                .commits("order:o-1", "PLACED")
                .sees("ws-1", "order:o-1", 1, "PLACED")
                .pongs("ws-1")
                .unsubscribes("ws-1")
                .board(Map.of("PLACED", 1L))
                .drained();

        assertThat(new EntriesByKind(story.recorded()).ofRun())
                .extracting(entry -> entry.getClass().getSimpleName())
                .containsExactly("RunStarted", "Subscribed", "Ponged", "Unsubscribed", "ViewRead", "Drained");
    }
}
