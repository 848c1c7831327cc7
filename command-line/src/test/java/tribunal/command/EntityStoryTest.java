package tribunal.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tribunal.command.directory.RunDirectory;
import tribunal.command.simulate.HistoryWriter;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.DatabaseEntry.EventRecorded;
import tribunal.history.History;
import tribunal.scenario.input.BadInputException;

class EntityStoryTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        History history = new History(List.of(
                new OperationSent(1_000_000, "place/1", 1, "PLACE", "order:7f3a", "c-1", 0),
                new Committed(
                        2_000_000,
                        "8",
                        "order:7f3a",
                        1,
                        null,
                        "PLACED",
                        Map.of("restaurant", "r-1", "customer", "c-1", "total", "2450")),
                new EventRecorded(2_000_000, "8", "event-1", "OrderPlaced", 1, "order:7f3a", 1),
                new AttemptStarted(3_000_000, "event-1", "ChargePayment", 1, 0),
                new Committed(
                        4_000_000,
                        "9",
                        "order:7fb0",
                        1,
                        null,
                        "PLACED",
                        Map.of("restaurant", "r-1", "customer", "c-1", "total", "2450"))));
        HistoryWriter.write(history, Files.createDirectory(folder.resolve("history")));
    }

    private List<String> story(String order, boolean whole) throws IOException {
        return EntityStory.lines(RunDirectory.open(folder), order, whole);
    }

    @Test
    void the_beginning_of_an_id_is_enough_if_no_other_begins_so() throws IOException {
        assertThat(story("7f3", false))
                .containsExactly(
                        "order 7f3a",
                        "            │ client         │ store",
                        " 0.001000 s │ asks for PLACE │",
                        " 0.002000 s │                │ PLACED v1, txn 8",
                        " 0.002000 s │                │ OrderPlaced written, txn 8");
    }

    @Test
    void an_order_that_nobody_was_seen_to_place_has_a_story_too() throws IOException {
        assertThat(story("7fb0", false))
                .startsWith("order 7fb0")
                .last()
                .asString()
                .contains("PLACED v1, txn 9");
    }

    @Test
    void a_history_of_another_tool_has_stories_too() throws IOException {
        Path foreign = Files.createDirectory(folder.resolve("foreign"));
        Files.writeString(foreign.resolve("history.jsonl"), """
                {"type":"Committed","at":1000000,"txn":"8","entity":"booking:1","version":1,"state":"HELD","attributes":{}}
                {"type":"Committed","at":2000000,"txn":"9","entity":"booking:12","version":1,"state":"HELD","attributes":{}}
                """);
        RunDirectory directory = RunDirectory.open(foreign);

        assertThat(EntityStory.lines(directory, "12", false)).contains("booking 12");
        assertThat(EntityStory.lines(directory, "booking:12", false)).contains("booking 12");
        // A whole id is meant, even if others begin so.
        assertThat(EntityStory.lines(directory, "1", false))
                .containsExactly("booking 1", "            │ client │ store", " 0.001000 s │        │ HELD v1, txn 8");
        assertThat(EntityStory.lines(directory, "booking:1", false)).contains("booking 1");
        assertThatThrownBy(() -> EntityStory.lines(directory, "b", false))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("more than one booking begins with \"b\"");
    }

    @Test
    void the_whole_of_it_has_every_attempt() throws IOException {
        assertThat(story("7f3a", true)).last().asString().endsWith("ChargePayment #1 begins");
    }
}
