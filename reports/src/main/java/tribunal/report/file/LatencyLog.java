package tribunal.report.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.HdrHistogram.HistogramLogWriter;
import tribunal.report.text.RunInfo;
import tribunal.verify.Verdicts;
import tribunal.verify.measure.LatencyInterval;
import tribunal.verify.measure.SegmentLatency;

/**
 * Writes and reads {@code latency.hlog}, a log of HdrHistogram. It has an interval for each stretch of the run in
 * which a segment has values. The tag is the segment, or {@code segment/function}; values are in nanoseconds, times
 * in seconds since the run was started.
 */
public final class LatencyLog {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int DIGITS = 3;

    private LatencyLog() {}

    public static String text(RunInfo run, Verdicts verdicts) {
        return printed(out -> {
            HistogramLogWriter log = new HistogramLogWriter(out);
            log.outputComment("[Tribunal: %s, seed %d, %s]".formatted(run.scenario(), run.seed(), run.mode()));
            log.outputComment("[Values in nanoseconds, the interval's maximum in milliseconds; a tag per segment]");
            log.outputLogFormatVersion();
            log.outputStartTime(run.started().toEpochMilli());
            log.outputLegend();
            lines(verdicts).forEach(line -> line.write(log));
        });
    }

    /** Returns {@code <segment>.hgrm}: HdrHistogram's percentile distribution in milliseconds, for its plotter. */
    public static String percentiles(SegmentLatency latency) {
        return printed(out -> latency.nanos().outputPercentileDistribution(out, NANOS_PER_MILLI));
    }

    private static String printed(Consumer<PrintStream> content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        content.accept(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private record Line(String tag, LatencyInterval interval) {
        void write(HistogramLogWriter log) {
            Histogram nanos = interval.nanos().copy();
            nanos.setTag(tag);
            log.outputIntervalHistogram(
                    interval.from() / NANOS_PER_SECOND, interval.to() / NANOS_PER_SECOND, nanos, NANOS_PER_MILLI);
        }
    }

    /** Returns the lines in the order of time, as readers expect; lines of the same time in the order of segments. */
    private static Stream<Line> lines(Verdicts verdicts) {
        return verdicts.latencies().stream()
                .flatMap(latency -> Stream.concat(Stream.of(latency), latency.parts().stream()))
                .flatMap(latency -> latency.intervals().stream().map(i -> new Line(latency.segment(), i)))
                .sorted(Comparator.comparingLong(line -> line.interval().from()));
    }

    /** Reads the segments of a log, each with its parts, in the order of their names. */
    public static List<SegmentLatency> read(Path file) throws IOException {
        SortedMap<String, List<LatencyInterval>> byTag = new TreeMap<>();
        try (HistogramLogReader log = new HistogramLogReader(file.toFile())) {
            while (log.hasNext()) {
                if (log.nextIntervalHistogram() instanceof Histogram nanos && nanos.getTag() != null) {
                    byTag.computeIfAbsent(nanos.getTag(), _ -> new ArrayList<>())
                            .add(interval(nanos, log.getStartTimeSec()));
                }
            }
        } catch (RuntimeException e) {
            throw new IOException(file + ": no log of HdrHistogram: " + e.getMessage(), e);
        }
        return byTag.keySet().stream()
                .filter(tag -> !tag.contains("/"))
                .map(tag -> latency(tag, byTag))
                .toList();
    }

    private static LatencyInterval interval(Histogram nanos, double startSeconds) {
        long origin = Math.round(startSeconds * 1_000);
        return new LatencyInterval(
                (nanos.getStartTimeStamp() - origin) * 1_000_000,
                (nanos.getEndTimeStamp() - origin) * 1_000_000,
                nanos);
    }

    private static SegmentLatency latency(String tag, SortedMap<String, List<LatencyInterval>> byTag) {
        List<SegmentLatency> parts = byTag.keySet().stream()
                .filter(other -> other.startsWith(tag + "/"))
                .map(part -> latency(part, byTag))
                .toList();
        List<LatencyInterval> intervals = byTag.getOrDefault(tag, List.of());
        Histogram all = new Histogram(DIGITS);
        intervals.forEach(interval -> all.add(interval.nanos()));
        return new SegmentLatency(tag, all, null, intervals, parts);
    }
}
