package tribunal.verify.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static tribunal.verify.HistoryBuilder.delivery;
import static tribunal.verify.HistoryBuilder.history;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tribunal.history.ClientEntry.Outcome;
import tribunal.verify.HistoryBuilder;

class HistoryCountsTest {
    @Test
    void only_what_came_to_be_is_counted() {
        // o-2 was asked for and not committed; o-9's event was delivered and not recorded
        HistoryBuilder story = history()
                .sends("PLACE", "order:o-1", "place/1")
                .commits("order:o-1", "PLACED")
                .answers("place/1", Outcome.ACKNOWLEDGED, 1, "PLACED")
                .deliversTheRest("order:o-1")
                .sends("PLACE", "order:o-2", "place/2")
                .answers("place/2", Outcome.INDETERMINATE, 0, null)
                .delivers(delivery("order:o-9", 1, "NotifyCustomer"));

        assertThat(story.judged().counts())
                .containsEntry("orders", 1L)
                .containsEntry("deliveries", 3L)
                .containsEntry("attempts", 4L)
                .containsEntry("operations", 2L)
                .containsEntry("indeterminate", 1L);
    }

    @Test
    void entities_of_one_type_are_called_by_it() {
        SortedMap<String, Long> counts = new TreeMap<>(Map.of("orders", 2L, "events", 9L));
        assertThat(HistoryCounts.entities(counts)).isEqualTo("orders");

        counts.put("buyers", 1L);
        assertThat(HistoryCounts.types(counts)).containsExactly("buyers", "orders");
        assertThat(HistoryCounts.entities(counts)).isEqualTo("entities");
    }
}
