package tribunal.report.text;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The facts about a run that reports show.
 *
 * @param mode the way of running, in one word: {@code load}
 * @param storm the time during which faults were injected
 * @param defect the bug that was switched on deliberately
 * @param replay the line that repeats the run or the judging: {@code ./tribunal load --scenario steady --seed 42}
 * @param cutShort whether the harness died before it recorded the end of the run
 * @param setup the environment by name: the database, the machine, versions
 * @param document everything with which the run was started: the content of {@code run.json}, or {@code RunStarted}
 */
public record RunInfo(
        String scenario,
        long seed,
        String mode,
        Instant started,
        Duration storm,
        Optional<String> defect,
        String replay,
        Path directory,
        boolean cutShort,
        SequencedMap<String, String> setup,
        String document) {}
