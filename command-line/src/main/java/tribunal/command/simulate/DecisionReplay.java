package tribunal.command.simulate;

import foodcourt.defect.Defect;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tribunal.command.RunDirectoryJudge;
import tribunal.command.directory.RunDirectory;
import tribunal.command.directory.RunJson;
import tribunal.command.environment.CommandEnvironment;
import tribunal.history.History;
import tribunal.history.JudgeLimits;
import tribunal.report.TerminalReport;
import tribunal.report.story.StoryTable;
import tribunal.simulation.replay.ReplayLine;
import tribunal.verify.verdict.Verdict;
import tribunal.verify.verdict.VerdictStatus;

/** Repeats the decisions of a simulated run, by the line that {@code simulate} printed after {@code replay}. */
public record DecisionReplay(String line) {
    /** The result of a replay, with its run directory. */
    record ReplayedRun(Path directory, History history, RunDirectoryJudge.JudgedRun judged) {
        List<String> broken() {
            return judged.verdicts().guarantees().stream()
                    .filter(v -> v.status() == VerdictStatus.INVALID)
                    .map(Verdict::guarantee)
                    .toList();
        }

        /** The story of the guarantee's first violation, as a table; empty if it is not broken. */
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
     * Replays and judges the story, and prints it; returns the exit code. Throws BadInputException for a wrong line.
     */
    public int run(CommandEnvironment environment) throws IOException, InterruptedException {
        ReplayedRun replayed = replay(environment);
        var verdicts = replayed.judged().verdicts();
        replayed.broken().forEach(guarantee -> environment.print(replayed.story(guarantee)));
        environment.print(TerminalReport.lines(replayed.judged().info(), verdicts));
        return verdicts.exitCode();
    }

    /** Replays the story and writes it as a run directory. */
    ReplayedRun replay(CommandEnvironment environment) throws IOException, InterruptedException {
        ReplayLine.Heading heading = ReplayLine.heading(line);
        SeedSimulator simulation = new SeedSimulator(heading.scenario(), heading.defect(), Optional.empty());
        var input = ReplayLine.read(heading, simulation.input(heading.seed()));
        RunJson run = new RunJson(
                input.scenario(),
                input.seed(),
                "simulate",
                input.defect().map(Defect::name),
                "./tribunal replay \"" + line + "\"",
                "in memory",
                input.nodes(),
                input.scenario().app().byName(),
                input.limits(JudgeLimits.DEFAULT),
                RunJson.thisMachine(),
                Instant.now());
        RunDirectory directory = RunDirectory.create(environment, run);
        History history = simulation.run(input).history();
        HistoryWriter.write(history, directory.history());
        return new ReplayedRun(
                directory.path(), history, RunDirectoryJudge.judgeAndWriteReports(directory, Optional.empty()));
    }
}
