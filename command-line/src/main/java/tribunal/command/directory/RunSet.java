package tribunal.command.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tribunal.history.file.EntryCodec;
import tribunal.report.file.LatencyLog;
import tribunal.scenario.Scenario;
import tribunal.scenario.input.BadInputException;
import tribunal.scenario.input.TextFile;
import tribunal.verify.compare.ComparedRun;
import tribunal.verify.measure.SegmentLatency;

/**
 * One side of a comparison: one or several run directories. It reads {@code run.json}, {@code verdicts.json} and
 * {@code latency.hlog} of each, but not the history.
 */
public record RunSet(List<Path> directories) {
    private static final List<String> NO_CONDITIONS = List.of("name", "promise", "demands");
    private static final String ASSAULT = "chaos-monkey";
    private static final int SCENARIO_AND_SEED = 2;

    /** Parses run directories or folders of several, separated by commas; throws BadInputException if one has none. */
    public static RunSet of(String written) {
        List<Path> directories = new ArrayList<>();
        for (String path : written.split(",", -1)) {
            directories.addAll(runs(TextFile.path(path.strip())));
        }
        return new RunSet(directories);
    }

    private static List<Path> runs(Path path) {
        if (isRun(path)) {
            return List.of(path);
        }
        try (Stream<Path> children = Files.list(path)) {
            List<Path> runs = children.filter(child -> !Files.isSymbolicLink(child))
                    .filter(RunSet::isRun)
                    .sorted()
                    .toList();
            if (!runs.isEmpty()) {
                return runs;
            }
        } catch (IOException e) {
            // Reported below, as a folder without runs is.
        }
        throw new BadInputException(
                path + ": no run: expected a folder with run.json, verdicts.json and latency.hlog, as ./tribunal "
                        + "load writes to target/runs, or one that holds several");
    }

    private static boolean isRun(Path path) {
        return Files.isRegularFile(path.resolve("run.json"));
    }

    /** The scenario of the first run, with overrides applied. */
    public Scenario scenario() {
        return RunJson.read(new RunDirectory(directories.getFirst())).scenario();
    }

    /** Reads the runs, with names that are unique in both sets; throws BadInputException if one cannot be read. */
    public List<ComparedRun> readAgainst(RunSet other) {
        List<Path> all = Stream.concat(directories.stream(), other.directories.stream())
                .map(RunSet::real)
                .distinct()
                .toList();
        int parts = IntStream.iterate(SCENARIO_AND_SEED, n -> n + 1)
                .filter(n -> all.stream().map(path -> end(path, n)).distinct().count() == all.size())
                .findFirst()
                .orElseThrow();
        return directories.stream()
                .map(directory -> read(directory, end(real(directory), parts)))
                .toList();
    }

    /** The last {@code parts} names of a path: {@code steady/42-2} for two. */
    private static String end(Path path, int parts) {
        int count = path.getNameCount();
        return path.subpath(Math.max(0, count - parts), count).toString();
    }

    private static Path real(Path directory) {
        try {
            return directory.toRealPath();
        } catch (IOException e) {
            return directory.toAbsolutePath();
        }
    }

    private static ComparedRun read(Path directory, String name) {
        JsonNode verdicts = json(directory.resolve("verdicts.json"));
        return new ComparedRun(
                name,
                conditions(json(directory.resolve("run.json"))),
                notComparable(verdicts),
                outage(verdicts),
                latencies(directory.resolve("latency.hlog"), verdicts));
    }

    private static JsonNode json(Path file) {
        return RecordedFile.read(file, text -> EntryCodec.json().readTree(text));
    }

    /** All conditions outside the app that can make latencies differ. */
    private static SortedMap<String, String> conditions(JsonNode run) {
        SortedMap<String, String> conditions = new TreeMap<>();
        conditions.put("scenario", run.path("scenario").path("name").asString());
        if (run.path("scenario") instanceof ObjectNode scenario) {
            flatten("", scenario.deepCopy().remove(NO_CONDITIONS), conditions);
        }
        for (String name : List.of("mode", "database", "nodes", "dials", "machine", "defect")) {
            flatten(name, run.path(name), conditions);
        }
        return conditions;
    }

    private static void flatten(String name, JsonNode node, SortedMap<String, String> conditions) {
        if (node.isValueNode()) {
            conditions.put(name, node.isNull() ? "none" : shown(node.asString()));
        }
        node.forEachEntry((key, value) -> flatten(name.isEmpty() ? key : name + "." + key, value, conditions));
        for (int n = 0; node.isArray() && n < node.size(); n++) {
            flatten(name + "[" + (n + 1) + "]", node.get(n), conditions);
        }
    }

    /** Formats a value for people: a time as {@code 1.5s}, not {@code PT1.5S}. */
    private static String shown(String text) {
        return text.matches("PT[0-9.HMS]+") ? text.substring(2).toLowerCase(Locale.ROOT) : text;
    }

    private static Optional<String> notComparable(JsonNode verdicts) {
        if (verdicts.path("cutShort").asBoolean(false)) {
            return Optional.of("was cut short");
        }
        List<String> invalid = guarantees(verdicts, "INVALID");
        if (!invalid.isEmpty()) {
            return Optional.of("is INVALID (" + String.join(", ", invalid) + ")");
        }
        List<String> unknown = guarantees(verdicts, "UNKNOWN").stream()
                .filter(guarantee -> isDemanded(guarantee, verdicts))
                .toList();
        if (!unknown.isEmpty()) {
            return Optional.of("is UNKNOWN (" + String.join(", ", unknown) + ")");
        }
        return verdicts.path("scheduleSent").asBoolean(true)
                ? Optional.empty()
                : Optional.of("did not send its schedule");
    }

    /** Older runs do not record which guarantees were demanded: there, all are. */
    private static boolean isDemanded(String guarantee, JsonNode verdicts) {
        return verdicts.path("demanded").isMissingNode()
                || verdicts.path("demanded")
                        .valueStream()
                        .anyMatch(name -> name.asString().equals(guarantee));
    }

    private static List<String> guarantees(JsonNode verdicts, String verdict) {
        return verdicts.path("guarantees")
                .valueStream()
                .filter(guarantee -> guarantee.path("verdict").asString().equals(verdict))
                .map(guarantee -> guarantee.path("name").asString())
                .toList();
    }

    private static Optional<String> outage(JsonNode verdicts) {
        return verdicts.path("windows")
                .valueStream()
                .map(window -> window.path("fault").asString())
                .filter(fault -> !fault.startsWith(ASSAULT))
                .findFirst();
    }

    private static List<SegmentLatency> latencies(Path file, JsonNode verdicts) {
        try {
            return LatencyLog.read(file).stream()
                    .map(latency -> latency.unknown(verdicts.path("latency")
                            .path(latency.segment())
                            .path("unknown")
                            .asStringOpt()
                            .orElse(null)))
                    .toList();
        } catch (IOException e) {
            throw new BadInputException(
                    file + ": cannot be read: expected the log that ./tribunal load wrote; ./tribunal judge "
                            + "writes it anew");
        }
    }
}
