package tribunal.load.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tribunal.history.ClientEntry.Unsubscribed;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.Entry;
import tribunal.history.file.HistoryFolder;
import tribunal.history.file.Journal;
import tribunal.load.harness.RunClock;
import tribunal.load.harness.RunMonitor;
import tribunal.load.harness.WitnessRecorder;
import tribunal.scenario.file.ScenarioCatalogue;

class ClientWitnessTest {
    private static final String UPDATE = """
            {"id":"c-1/mine","type":"next","payload":{"data":{"update":{"id":"o-1","version":2,"status":"PAID"}}}}""";

    @TempDir
    private Path folder;

    private List<Entry> recorded(String... frames) throws IOException {
        try (Journal journal = Journal.open(folder.resolve("client.jsonl"))) {
            WitnessRecorder recorder = new WitnessRecorder(journal, new RunMonitor(ScenarioCatalogue.model()));
            ClientWitness witness = new ClientWitness(new RunClock(System.nanoTime()), recorder);
            List.of(frames).forEach(witness::frame);
        }
        return HistoryFolder.read(folder).entries();
    }

    @Test
    void a_frame_that_shows_an_order_is_an_update() throws IOException {
        assertThat(recorded(UPDATE)).singleElement().isInstanceOfSatisfying(UpdateReceived.class, update -> {
            assertThat(update.connection()).isEqualTo("c-1");
            assertThat(update.version()).isEqualTo(2);
        });
    }

    @Test
    void a_subscription_that_the_app_ends_is_none_any_more() throws IOException {
        assertThat(recorded("{\"id\":\"c-1/mine\",\"type\":\"error\",\"payload\":[]}"))
                .singleElement()
                .isInstanceOfSatisfying(
                        Unsubscribed.class,
                        ended -> assertThat(ended.subscription()).isEqualTo("c-1/mine"));
    }

    @Test
    void a_completed_subscription_is_none_any_more_either() throws IOException {
        assertThat(recorded("{\"id\":\"c-1/o-1\",\"type\":\"complete\"}"))
                .singleElement()
                .isInstanceOf(Unsubscribed.class);
    }
}
