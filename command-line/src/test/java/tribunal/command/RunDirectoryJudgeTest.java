package tribunal.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tribunal.command.directory.RunDirectory;
import tribunal.history.AppModel;
import tribunal.history.file.EntryCodec;
import tribunal.scenario.file.ScenarioCatalogue;
import tribunal.verify.verdict.Verdict;
import tribunal.verify.verdict.Violation;

/** A run directory is judged by the model that it holds. */
class RunDirectoryJudgeTest {
    /** The form of version 1: without entities, since it knew orders alone. */
    private static final String MODEL_OF_VERSION_1 = """
            {"name": "foodcourt",
             "attributes": {"restaurant": "fixed", "customer": "fixed", "total": "fixed"},
             "transitions": [{"from": null, "to": "PLACED", "event": "OrderPlaced", "requires": null}],
             "functions": {}, "finals": {}, "ends": {}, "effects": {}, "holding": [], "operations": {}, "topics": {}}
            """;

    @TempDir
    private Path folder;

    /** A run with a history of version 1, in which an order is placed and charged twice. */
    @BeforeEach
    void write() throws IOException {
        JudgedRun.valid(folder);
        Files.writeString(Files.createDirectory(folder.resolve("history")).resolve("all.jsonl"), """
                {"type":"RunStarted","at":0,"scenario":"steady","seed":42,"mode":"load","orders":1,"couriers":1}
                {"type":"Committed","at":1,"txn":"8","order":"7f3a","version":1,"from":null,"status":"PLACED","restaurant":"r","customer":"c","total":2450}
                {"type":"EventRecorded","at":1,"txn":"8","event":"e","eventType":"OrderPlaced","ordinal":1,"order":"7f3a","version":1}
                {"type":"EffectRequested","at":2,"request":1,"key":"k1","kind":"charge","order":"7f3a","delivery":"e/ChargePayment","amount":2450}
                {"type":"EffectApplied","at":3,"request":1,"first":true,"amount":2450,"courier":null}
                {"type":"EffectRequested","at":4,"request":2,"key":"k2","kind":"charge","order":"7f3a","delivery":"e/ChargePayment","amount":2450}
                {"type":"EffectApplied","at":5,"request":2,"first":true,"amount":2450,"courier":null}
                """);
    }

    private List<String> violations(String model) throws IOException {
        Files.writeString(folder.resolve("model.json"), model);
        return RunDirectoryJudge.judgeAndWriteReports(RunDirectory.open(folder), Optional.empty())
                .verdicts()
                .guarantees()
                .stream()
                .map(Verdict::violations)
                .flatMap(List::stream)
                .map(Violation::sentence)
                .toList();
    }

    @Test
    void a_run_of_version_1_is_judged_by_today_s_model_of_foodcourt() throws IOException {
        assertThat(violations(MODEL_OF_VERSION_1)).contains("order 7f3a was charged twice");
    }

    @Test
    void a_run_of_version_2_is_judged_by_the_model_that_was_recorded_with_it() throws IOException {
        AppModel today = ScenarioCatalogue.model();
        String other = EntryCodec.json().writeValueAsString(today).replace("charged", "billed");

        assertThat(violations(other))
                .contains("order 7f3a was billed twice")
                .doesNotContain("order 7f3a was charged twice");
    }
}
