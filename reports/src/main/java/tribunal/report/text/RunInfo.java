package tribunal.report.text;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What a run was, as far as its readers need to know.
 *
 * @param mode how it was run: {@code load}
 * @param started when, by the clock on the wall
 * @param storm how long faults were injected
 * @param defect the bug that was switched on deliberately
 * @param replay the line that runs it again: {@code ./tribunal load --scenario steady --seed 42}
 * @param directory where everything about it is kept
 * @param cutShort whether the harness died before it could say how the run ended
 * @param setup on what it ran, by what each thing is: the database, the machine, versions
 * @param document all that it was started with, as its {@code run.json} has it
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
