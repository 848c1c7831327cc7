package tribunal.run;

import foodcourt.defect.Defect;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tribunal.history.Codec;
import tribunal.history.History;
import tribunal.report.StoryTable;
import tribunal.report.TerminalReport;
import tribunal.scenario.BadInput;
import tribunal.scenario.Catalogue;
import tribunal.simulation.StoryLine;
import tribunal.simulation.Trial;
import tribunal.verify.Ruling;
import tribunal.verify.Verdict;
import tribunal.verify.Verdicts;

/**
 * Runs a simulated story again.
 *
 * @param line what {@code simulate} printed behind {@code replay}
 */
public record Replaying(String line) {
    /**
     * What it left.
     *
     * @param directory the run's
     */
    record Replayed(Path directory, History history, Judging.Judged judged) {
        boolean breaks(String guarantee) {
            return judged.verdicts().guarantees().stream()
                    .anyMatch(v -> v.guarantee().equals(guarantee) && v.ruling() == Ruling.INVALID);
        }

        /** The story of the first violation of that guarantee, as a table; nothing if it is not broken. */
        List<String> story(String guarantee) {
            return judged.verdicts().guarantees().stream()
                    .filter(v -> v.guarantee().equals(guarantee))
                    .flatMap(v -> v.violations().stream())
                    .findFirst()
                    .map(violation -> StoryTable.lines(history, violation))
                    .orElse(List.of());
        }
    }

    /**
     * Replays, judges, prints the story.
     *
     * @return the exit code
     * @throws BadInput if a word of the line cannot be read
     */
    public int run(Environment environment) throws IOException, InterruptedException {
        Replayed replayed = record(environment);
        Verdicts verdicts = replayed.judged().verdicts();
        verdicts.guarantees().stream()
                .filter(v -> v.ruling() == Ruling.INVALID)
                .map(Verdict::guarantee)
                .forEach(guarantee -> replayed.story(guarantee).forEach(environment.out()::println));
        TerminalReport.lines(replayed.judged().info(), verdicts).forEach(environment.out()::println);
        return verdicts.exit();
    }

    /** Runs it, and keeps it as a run directory like any other. */
    Replayed record(Environment environment) throws IOException, InterruptedException {
        StoryLine.Heading heading = StoryLine.heading(line);
        Simulation simulation = new Simulation(heading.scenario(), heading.defect(), Optional.empty());
        Trial trial = StoryLine.read(heading, simulation.trial(heading.seed()));
        RunJson run = new RunJson(
                trial.scenario(),
                trial.seed(),
                "simulate",
                trial.defect().map(Defect::name),
                "./tribunal replay \"" + line + "\"",
                "in memory",
                trial.nodes(),
                trial.scenario().app().named(),
                trial.limits(Catalogue.limits()),
                RunJson.thisMachine(),
                Instant.now());
        RunDirectory directory =
                RunDirectory.create(environment, run, Codec.json().writeValueAsString(Catalogue.model()));
        History history = simulation.run(trial).history();
        HistoryFiles.write(history, directory.history());
        return new Replayed(directory.path(), history, Judging.report(directory));
    }
}
