package tribunal.command.directory;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tribunal.command.environment.CommandEnvironment;
import tribunal.command.environment.Git;
import tribunal.history.JudgeLimits;
import tribunal.history.file.EntryCodec;
import tribunal.scenario.Scenario;

/**
 * The parameters of a run: {@code run.json}.
 *
 * @param scenario as it was run, with overrides applied
 * @param database embedded, container, or a JDBC address without its secrets
 * @param settings settings of the app that differ from its defaults, by name
 * @param machine operating system, processors, memory, Java, and, in a checkout, Tribunal's own commit
 *     ({@code a4997f9}, with {@code -dirty} if files have changed since)
 */
public record RunJson(
        Scenario scenario,
        long seed,
        String mode,
        Optional<String> defect,
        String replay,
        String database,
        int nodes,
        @JsonProperty("dials") SortedMap<String, String> settings,
        JudgeLimits limits,
        SortedMap<String, String> machine,
        Instant started) {
    /** Default values of fields that older runs did not write. */
    private static final String DEFAULTS_OF_OLDER_RUNS = """
            {"scenario": {
               "traffic": {"stay": null, "extras": {}, "redrive": null}, "app": {"values": {}}, "demands": {"relativeBudgets": []}},
             "dials": {},
             "limits": {"forgottenAfter": null, "concurrency": 0, "waits": null, "deliveryTimeout": null}}
            """;

    private static final JsonMapper JSON = EntryCodec.json()
            .rebuild()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    public static SortedMap<String, String> thisMachine() {
        Runtime runtime = Runtime.getRuntime();
        SortedMap<String, String> machine = new TreeMap<>();
        machine.put("java", Runtime.version().toString());
        machine.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        machine.put("processors", Integer.toString(runtime.availableProcessors()));
        machine.put("heap", runtime.maxMemory() / (1 << 20) + " MiB");
        Git.output(CommandEnvironment.home(), "describe", "--always", "--dirty")
                .ifPresent(commit -> machine.put("tribunal", commit));
        return machine;
    }

    public String text() {
        return JSON.writeValueAsString(this) + "\n";
    }

    public static RunJson read(RunDirectory directory) {
        return RecordedFile.read(directory.run(), text -> {
            var defaults = JSON.readTree(DEFAULTS_OF_OLDER_RUNS);
            return JSON.treeToValue(JSON.readerForUpdating(defaults).readTree(text), RunJson.class);
        });
    }
}
