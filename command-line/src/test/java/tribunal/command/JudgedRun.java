package tribunal.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import tribunal.command.directory.RunDirectory;
import tribunal.command.directory.RunJson;
import tribunal.history.JudgeLimits;
import tribunal.report.file.LatencyLog;
import tribunal.report.file.VerdictsJson;
import tribunal.report.text.RunInfo;
import tribunal.scenario.Scenario;
import tribunal.scenario.ScenarioOverrides;
import tribunal.scenario.file.ScenarioCatalogue;
import tribunal.verify.Judge;
import tribunal.verify.Verdicts;
import tribunal.verify.measure.EntityPathBreakdown;
import tribunal.verify.measure.FaultWindow;
import tribunal.verify.measure.LatencyInterval;
import tribunal.verify.measure.RunTimeSeries;
import tribunal.verify.measure.SegmentLatency;
import tribunal.verify.verdict.Verdict;
import tribunal.verify.verdict.VerdictStatus;

/** A run of {@code steady} that demands atomicity alone, of which there is what a comparison reads and nothing else. */
public record JudgedRun(
        Scenario scenario,
        List<Verdict> guarantees,
        boolean scheduleSent,
        List<FaultWindow> windows,
        boolean cutShort) {
    public static final JudgedRun SOUND = new JudgedRun(
            steady(ScenarioOverrides.none()),
            List.of(verdict("atomicity", VerdictStatus.VALID)),
            true,
            List.of(),
            false);

    private static final long SECOND = 1_000_000_000;

    private static Scenario steady(ScenarioOverrides overrides) {
        return new ScenarioCatalogue(Judge.GUARANTEES).resolved("steady", overrides, 42);
    }

    public static Verdict verdict(String guarantee, VerdictStatus status) {
        return new Verdict(guarantee, status, "", new TreeMap<>(), 1, 0, List.of(), null);
    }

    public JudgedRun with(Verdict... others) {
        return new JudgedRun(scenario, List.of(others), scheduleSent, windows, cutShort);
    }

    public JudgedRun atRate(String rate) {
        return new JudgedRun(
                steady(ScenarioOverrides.none().withRate(rate)), guarantees, scheduleSent, windows, cutShort);
    }

    public JudgedRun with(FaultWindow... others) {
        return new JudgedRun(scenario, guarantees, scheduleSent, List.of(others), cutShort);
    }

    public JudgedRun withoutItsSchedule() {
        return new JudgedRun(scenario, guarantees, false, windows, cutShort);
    }

    public JudgedRun killed() {
        return new JudgedRun(scenario, guarantees, scheduleSent, windows, true);
    }

    /** A valid one, in a new folder. */
    public static Path valid(Path directory) throws IOException {
        return SOUND.write(directory);
    }

    public Path write(Path directory) throws IOException {
        Files.createDirectories(directory);
        RunJson run = run();
        Files.writeString(directory.resolve("run.json"), run.text());
        RunInfo info = RunDirectoryJudge.info(run, new RunDirectory(directory), cutShort);
        Files.writeString(directory.resolve("verdicts.json"), VerdictsJson.text(info, verdicts()));
        Files.writeString(directory.resolve("latency.hlog"), LatencyLog.text(info, verdicts()));
        return directory;
    }

    private RunJson run() {
        return new RunJson(
                scenario,
                42,
                "load",
                Optional.empty(),
                "./tribunal load --scenario steady --seed 42",
                "embedded",
                2,
                new TreeMap<>(Map.of("pool", "8")),
                JudgeLimits.DEFAULT,
                new TreeMap<>(Map.of("processors", "4")),
                Instant.EPOCH);
    }

    private Verdicts verdicts() {
        return new Verdicts(
                List.of("atomicity"),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                guarantees,
                List.of(latency("place-order"), latency("fan-out")),
                List.of(),
                scheduleSent,
                windows,
                List.of(),
                List.of(),
                RunTimeSeries.NONE,
                EntityPathBreakdown.NONE);
    }

    /** 10 seconds with 100 values each, from 20 to 29.9 ms: enough for every percentile of a comparison. */
    public static SegmentLatency latency(String segment) {
        Histogram all = new Histogram(3);
        List<LatencyInterval> intervals =
                LongStream.range(0, 10).mapToObj(JudgedRun::interval).toList();
        intervals.forEach(interval -> all.add(interval.nanos()));
        return new SegmentLatency(segment, all, null, intervals, List.of());
    }

    private static LatencyInterval interval(long second) {
        Histogram nanos = new Histogram(3);
        LongStream.range(0, 100).forEach(n -> nanos.recordValue(20_000_000 + n * 100_000));
        return new LatencyInterval(second * SECOND, (second + 1) * SECOND, nanos);
    }
}
