package tribunal.run.simulate;

import foodcourt.defect.Defect;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tribunal.history.History;
import tribunal.history.file.EntryCodec;
import tribunal.report.story.StoryTable;
import tribunal.report.terminal.TerminalReport;
import tribunal.run.RunJudge;
import tribunal.run.directory.CommandEnvironment;
import tribunal.run.directory.RunDirectory;
import tribunal.run.directory.RunJson;
import tribunal.scenario.file.Catalogue;
import tribunal.scenario.yaml.BadInputException;
import tribunal.simulation.decision.SimulationInput;
import tribunal.simulation.replay.ReplayLine;
import tribunal.verify.Verdicts;
import tribunal.verify.verdict.Verdict;
import tribunal.verify.verdict.VerdictStatus;

/**
 * Runs a simulated story again.
 *
 * @param line what {@code simulate} printed behind {@code replay}
 */
public record StoryReplay(String line) {
    /**
     * What it left.
     *
     * @param directory the run's
     */
    record Replayed(Path directory, History history, RunJudge.Judged judged) {
        boolean breaks(String guarantee) {
            return judged.verdicts().guarantees().stream()
                    .anyMatch(v -> v.guarantee().equals(guarantee) && v.ruling() == VerdictStatus.INVALID);
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
     * @throws BadInputException if a word of the line cannot be read
     */
    public int run(CommandEnvironment environment) throws IOException, InterruptedException {
        Replayed replayed = record(environment);
        Verdicts verdicts = replayed.judged().verdicts();
        verdicts.guarantees().stream()
                .filter(v -> v.ruling() == VerdictStatus.INVALID)
                .map(Verdict::guarantee)
                .forEach(guarantee -> replayed.story(guarantee).forEach(environment.out()::println));
        TerminalReport.lines(replayed.judged().info(), verdicts).forEach(environment.out()::println);
        return verdicts.exit();
    }

    /** Runs it, and keeps it as a run directory like any other. */
    Replayed record(CommandEnvironment environment) throws IOException, InterruptedException {
        ReplayLine.Heading heading = ReplayLine.heading(line);
        SeedSimulator simulation = new SeedSimulator(heading.scenario(), heading.defect(), Optional.empty());
        SimulationInput trial = ReplayLine.read(heading, simulation.trial(heading.seed()));
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
                RunDirectory.create(environment, run, EntryCodec.json().writeValueAsString(Catalogue.model()));
        History history = simulation.run(trial).history();
        HistoryWriter.write(history, directory.history());
        return new Replayed(directory.path(), history, RunJudge.report(directory));
    }
}
