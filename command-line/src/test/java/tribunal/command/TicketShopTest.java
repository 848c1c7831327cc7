package tribunal.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tribunal.command.directory.RunDirectory;
import tribunal.command.environment.CommandEnvironment;
import tribunal.history.JudgeLimits;
import tribunal.history.file.EntryCodec;
import tribunal.scenario.ScenarioOverrides;
import tribunal.scenario.file.ScenarioCatalogue;
import tribunal.scenario.input.BadInputException;
import tribunal.scenario.model.HistoryFormat;
import tribunal.simulation.SimulatedRun;
import tribunal.simulation.SimulationResult;
import tribunal.simulation.decision.SeedInputs;
import tribunal.verify.Judge;

/** A domain that is not Foodcourt's: a script in another language writes its history, and its own model judges it. */
class TicketShopTest {
    private static final Path EXAMPLE = Path.of("../docs/examples/ticket-shop");
    private static final Path MODEL = EXAMPLE.resolve("ticket-shop.model.yaml");

    @TempDir
    private Path folder;

    /** Runs the script, and judges what it wrote; returns the exit code. */
    private int judged(String lie) throws IOException, InterruptedException {
        Process script = new ProcessBuilder(
                        "awk",
                        "-v",
                        "lie=" + lie,
                        "-f",
                        EXAMPLE.resolve("ticket-shop.awk").toString())
                .redirectOutput(folder.resolve("history.jsonl").toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(script.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(script.exitValue()).isZero();
        return judged();
    }

    private int judged() throws IOException {
        return RunDirectoryJudge.judgeAndPrint(
                RunDirectory.openForeign(folder), MODEL, Optional.empty(), CommandEnvironment.of(folder));
    }

    private JsonNode verdicts() throws IOException {
        return EntryCodec.json().readTree(Files.readString(folder.resolve("verdicts.json")));
    }

    private SortedMap<String, String> statuses() throws IOException {
        SortedMap<String, String> statuses = new TreeMap<>();
        verdicts()
                .path("guarantees")
                .forEach(verdict -> statuses.put(
                        verdict.path("name").asString(), verdict.path("verdict").asString()));
        return statuses;
    }

    @Test
    void a_sound_day_is_valid_wherever_the_history_shows_enough() throws IOException, InterruptedException {
        assertThat(judged("none")).isZero();

        Map<String, String> expected = new HashMap<>();
        List.of("atomicity", "idempotent-outcomes", "subscription").forEach(name -> expected.put(name, "VALID"));
        List.of("at-least-once", "order-independence", "no-overlap", "recovery", "amplification", "coverage")
                .forEach(name -> expected.put(name, "NOT-EXERCISED"));
        assertThat(statuses()).containsExactlyInAnyOrderEntriesOf(expected);
        assertThat(Files.readString(folder.resolve("report.html"))).contains("one day");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        event-missing  | atomicity           | version 3 (PAID) of booking 4 was committed without its event BookingPaid
        split          | atomicity           | version 1 (REQUESTED) of booking 4 was committed in transaction 4-1, but its event BookingRequested in 4-1x
        stale-read     | atomicity           | buyer-4 read booking 4 at version 1 (REQUESTED), after it had known version 4
        lost           | at-least-once       | BookingPaid of booking 4 for SendTicket was lost: never started, and nothing was tried for it any more
        ticket-missing | at-least-once       | BookingPaid of booking 4 for SendTicket is done, but its ticket was never applied
        effect-missing | idempotent-outcomes | booking 1 is EXPIRED, but still holds seat seat-1
        billed-twice   | idempotent-outcomes | booking 3 was billed twice
        two-keys       | idempotent-outcomes | reserve and reserve of booking 3 were asked for with two keys for one effect
        wrong-bill     | idempotent-outcomes | bill of booking 1 was asked for over 13.01, but its price is 13.00
        kept-money     | idempotent-outcomes | booking 1 ended EXPIRED, billed 13.00 of 13.00, paid back 0.00
        wrong-view     | idempotent-outcomes | the availability of show opera shows {CONFIRMED=10, EXPIRED=3}, but its bookings are {CONFIRMED=9, EXPIRED=3}
        wrong-step     | order-independence  | booking 4 went PAID → EXPIRED, but nobody had asked for giveUp
        old-frame      | subscription        | a subscriber saw booking 4 at version 2 (HELD), and then at version 1 (REQUESTED)
        stranger       | subscription        | a subscriber of buyer:buyer-5 saw booking 4, which that topic does not cover
        """)
    void each_lie_is_convicted_in_the_words_of_the_model(String lie, String guarantee, String sentence)
            throws IOException, InterruptedException {
        assertThat(judged(lie)).isEqualTo(1);

        assertThat(statuses()).containsEntry(guarantee, "INVALID");
        assertThat(verdicts().path("guarantees").valueStream())
                .filteredOn(verdict -> verdict.path("name").asString().equals(guarantee))
                .flatExtracting(verdict -> verdict.path("violations")
                        .valueStream()
                        .map(violation -> violation.path("sentence").asString())
                        .toList())
                .contains(sentence);
    }

    @Test
    void all_wrong_lines_of_a_history_are_reported_at_once() throws IOException {
        Files.writeString(folder.resolve("day.jsonl"), """
                {"type":"Comitted","at":1}
                {"type":"Drained","at":1,"why":"done"}
                {"type":"NodeStarted","node":"n-1"}
                nonsense
                """);

        assertThatThrownBy(this::judged)
                .isInstanceOf(BadInputException.class)
                .message()
                .satisfies(message -> assertThat(message.lines())
                        .satisfiesExactly(
                                line -> assertThat(line)
                                        .contains("day.jsonl:1: type: \"Comitted\"", "(did you mean Committed?)"),
                                line -> assertThat(line).contains("day.jsonl:2:26: why: unknown: expected one of"),
                                line -> assertThat(line).contains("day.jsonl:3:1: expected the key at"),
                                line -> assertThat(line).contains("day.jsonl:4: no JSON")));
        assertThat(folder.resolve("verdicts.json")).doesNotExist();
    }

    @Test
    void a_torn_last_line_is_left_out() throws IOException, InterruptedException {
        assertThat(judged("none")).isZero();
        Files.writeString(folder.resolve("history.jsonl"), "{\"type\":\"Committed\",\"enti", StandardOpenOption.APPEND);

        assertThat(judged()).isZero();
    }

    @Test
    void a_line_that_is_not_text_is_a_problem_of_that_line() throws IOException {
        Files.write(folder.resolve("day.jsonl"), new byte[] {(byte) 0xC3, '(', '\n'});

        assertThatThrownBy(this::judged)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("day.jsonl:1: no JSON");
    }

    @Test
    void a_name_in_another_encoding_is_a_problem_of_its_line() throws IOException {
        // Read as UTF-8, josé and josè would become the same buyer.
        Files.writeString(folder.resolve("day.jsonl"), """
                {"type":"Drained","at":1}
                {"type":"Committed","at":2,"txn":"8","entity":"buyer:josé","version":1,"state":"NEW","attributes":{}}
                """, StandardCharsets.ISO_8859_1);

        assertThatThrownBy(this::judged)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("day.jsonl:2: no JSON (its bytes are not UTF-8)");
    }

    @Test
    void a_history_of_version_1_is_accepted_under_its_old_names() throws IOException {
        Files.writeString(folder.resolve("day.jsonl"), """
                {"type":"RunStarted","scenario":"old","seed":1,"mode":"test","at":0,"startedAt":0,"orders":1,"couriers":1}
                {"type":"UpdateReceived","at":1,"order":"o-1","status":"PAID","total":100,"version":1,"topic":"t"}
                {"type":"Wrong","at":1}
                """);

        assertThatThrownBy(this::judged)
                .isInstanceOf(BadInputException.class)
                .message()
                .satisfies(message -> assertThat(message.lines())
                        .noneMatch(line -> line.contains("orders") || line.contains("status"))
                        .anyMatch(line -> line.contains("day.jsonl:3: type: \"Wrong\"")));
    }

    @Test
    void what_the_harness_writes_has_the_form_that_is_asked_of_others() throws InterruptedException {
        SeedInputs inputs = new SeedInputs(
                new ScenarioCatalogue(Judge.GUARANTEES).read("everything", ScenarioOverrides.none()), Optional.empty());
        SimulationResult run = SimulatedRun.run(inputs.of(1), ScenarioCatalogue.model(), JudgeLimits.DEFAULT);

        assertThat(run.history().entries())
                .flatExtracting(entry -> HistoryFormat.problems(
                        "line", EntryCodec.write(entry), entry.getClass().getSimpleName()))
                .isEmpty();
    }

    @Test
    void a_folder_without_a_history_is_refused() {
        assertThatThrownBy(this::judged).hasMessageContaining("holds no history: expected files that end in .jsonl");
    }

    @Test
    void a_history_without_its_first_entry_is_refused() throws IOException {
        Files.writeString(folder.resolve("day.jsonl"), "{\"type\":\"Drained\",\"at\":1}\n", StandardCharsets.UTF_8);

        assertThatThrownBy(this::judged).hasMessageContaining("holds no entry RunStarted");
    }
}
