package tribunal.run;

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
import tribunal.report.LatencyLog;
import tribunal.report.RunInfo;
import tribunal.report.VerdictsJson;
import tribunal.scenario.Catalogue;
import tribunal.scenario.Overrides;
import tribunal.scenario.Scenario;
import tribunal.verify.FaultWindow;
import tribunal.verify.Interval;
import tribunal.verify.Judge;
import tribunal.verify.Latency;
import tribunal.verify.OrderWay;
import tribunal.verify.Progress;
import tribunal.verify.Ruling;
import tribunal.verify.Verdict;
import tribunal.verify.Verdicts;

/** A run of {@code steady} that demands atomicity alone, of which there is what a comparison reads and nothing else. */
public record JudgedRun(
        Scenario scenario,
        List<Verdict> guarantees,
        boolean scheduleSent,
        List<FaultWindow> windows,
        boolean cutShort) {
    static final JudgedRun SOUND = new JudgedRun(
            steady(Overrides.none()), List.of(verdict("atomicity", Ruling.VALID)), true, List.of(), false);

    private static final long SECOND = 1_000_000_000;

    private static Scenario steady(Overrides overrides) {
        return new Catalogue(Judge.GUARANTEES).script("steady", overrides, 42);
    }

    static Verdict verdict(String guarantee, Ruling ruling) {
        return new Verdict(guarantee, ruling, "", new TreeMap<>(), 1, 0, List.of(), null);
    }

    JudgedRun with(Verdict... others) {
        return new JudgedRun(scenario, List.of(others), scheduleSent, windows, cutShort);
    }

    JudgedRun atRate(String rate) {
        return new JudgedRun(steady(Overrides.none().withRate(rate)), guarantees, scheduleSent, windows, cutShort);
    }

    JudgedRun with(FaultWindow... others) {
        return new JudgedRun(scenario, guarantees, scheduleSent, List.of(others), cutShort);
    }

    JudgedRun withoutItsSchedule() {
        return new JudgedRun(scenario, guarantees, false, windows, cutShort);
    }

    JudgedRun killed() {
        return new JudgedRun(scenario, guarantees, scheduleSent, windows, true);
    }

    /** A valid one, in a new folder. */
    public static Path valid(Path directory) throws IOException {
        return SOUND.write(directory);
    }

    Path write(Path directory) throws IOException {
        Files.createDirectories(directory);
        RunJson run = run();
        Files.writeString(directory.resolve("run.json"), run.text());
        RunInfo info = Judging.info(run, new RunDirectory(directory), cutShort);
        VerdictsJson.write(info, verdicts(), directory.resolve("verdicts.json"));
        LatencyLog.write(info, verdicts(), directory.resolve("latency.hlog"));
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
                Catalogue.limits(),
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
                Progress.NONE,
                OrderWay.NONE);
    }

    /** 10 seconds with 100 values each, from 20 to 29.9 ms: enough for every percentile of a comparison. */
    static Latency latency(String segment) {
        Histogram all = new Histogram(3);
        List<Interval> intervals =
                LongStream.range(0, 10).mapToObj(JudgedRun::interval).toList();
        intervals.forEach(interval -> all.add(interval.nanos()));
        return new Latency(segment, all, null, intervals, List.of());
    }

    private static Interval interval(long second) {
        Histogram nanos = new Histogram(3);
        LongStream.range(0, 100).forEach(n -> nanos.recordValue(20_000_000 + n * 100_000));
        return new Interval(second * SECOND, (second + 1) * SECOND, nanos);
    }
}
