package tribunal.command;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tribunal.command.directory.RunDirectory;
import tribunal.history.HarnessEntry.PhaseStarted;
import tribunal.history.HarnessEntry.RunStarted;
import tribunal.history.History;
import tribunal.history.Phase;
import tribunal.history.file.EntryCodec;
import tribunal.history.file.HistoryFolder;
import tribunal.history.file.LineReader;
import tribunal.report.text.RunInfo;
import tribunal.scenario.input.BadInputException;
import tribunal.scenario.model.HistoryFormat;

/** A history that another tool wrote: the check of its lines, and what its reports say about the run. */
final class ForeignHistory {
    private static final int PROBLEMS_MAX = 20;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private ForeignHistory() {}

    /** Throws BadInputException with the problems of all lines, at most 20, each with its file and line. */
    static void check(RunDirectory directory) throws IOException {
        List<String> problems = new ArrayList<>();
        for (Path file : files(directory)) {
            AtomicInteger number = new AtomicInteger();
            LineReader.read(file, (bytes, from, length) -> {
                String place = file + ":" + number.incrementAndGet();
                if (problems.size() <= PROBLEMS_MAX) {
                    problems.addAll(problems(place, ByteBuffer.wrap(bytes, from, length)));
                }
            });
        }
        if (!problems.isEmpty()) {
            List<String> shown = problems.subList(0, Math.min(PROBLEMS_MAX, problems.size()));
            throw new BadInputException(String.join("\n", shown)
                    + (problems.size() > shown.size() ? "\nand more: expected the entries of docs/history.md" : ""));
        }
    }

    private static List<Path> files(RunDirectory directory) throws IOException {
        try (Stream<Path> files = Files.list(directory.history())) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw new BadInputException(
                        directory.history() + ": holds no history: expected files that end in .jsonl");
            }
            return found;
        }
    }

    private static List<String> problems(String place, ByteBuffer written) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(written).toString();
            if (HistoryFormat.isSurelyEntry(text)) {
                return List.of();
            }
            String line = EntryCodec.upgraded(text);
            JsonNode entry = EntryCodec.json().readTree(line);
            return entry.isObject()
                    ? HistoryFormat.problems(place, line, entry.path("type").asString(""))
                    : List.of(place + ": expected a JSON object with the key type");
        } catch (JacksonException e) {
            String why =
                    String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
            return List.of(noJson(place, why));
        } catch (CharacterCodingException e) {
            return List.of(noJson(place, "its bytes are not UTF-8"));
        }
    }

    private static String noJson(String place, String why) {
        return place + ": no JSON (" + why + "): expected one entry in each line";
    }

    /** Returns what reports say about the run: all of it is from its history. */
    static RunInfo info(RunDirectory directory, HistoryFolder history, Path model) throws IOException {
        History run = history.runEntries();
        RunStarted started = run.first(RunStarted.class)
                .orElseThrow(() -> new BadInputException(
                        directory.history() + ": holds no entry RunStarted: expected one, as in docs/history.md"));
        return new RunInfo(
                started.scenario(),
                started.seed(),
                started.mode(),
                Files.getLastModifiedTime(directory.history()).toInstant().truncatedTo(ChronoUnit.SECONDS),
                storm(run, history.lastTime()),
                Optional.empty(),
                "./tribunal judge --model %s %s".formatted(model, directory.path()),
                directory.path(),
                !run.isComplete(),
                new LinkedHashMap<>(),
                EntryCodec.write(started));
    }

    /** The time from the storm's beginning to heal; the whole run if the history records no phases. */
    private static Duration storm(History run, long last) {
        long from = phase(run, Phase.STORM).orElse(0L);
        long to = phase(run, Phase.HEAL).orElse(last);
        return Duration.ofSeconds(Math.max(0, (to - from) / NANOS_PER_SECOND));
    }

    private static Optional<Long> phase(History run, Phase phase) {
        return run.all(PhaseStarted.class)
                .filter(started -> started.phase() == phase)
                .map(PhaseStarted::at)
                .findFirst();
    }
}
