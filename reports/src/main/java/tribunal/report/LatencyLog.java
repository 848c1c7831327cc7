package tribunal.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import tribunal.verify.Latency;
import tribunal.verify.Verdicts;

/** {@code latency.hlog}: HdrHistogram's log, one interval a segment, which is its tag. Values are in nanoseconds. */
public final class LatencyLog {
    private static final double NANOS_PER_MILLI = 1e6;

    private LatencyLog() {}

    /**
     * Writes the file whole, or leaves the old one.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(RunInfo run, Verdicts verdicts, Path file) throws IOException {
        WholeFile.write(file, content(run, verdicts));
    }

    private static byte[] content(RunInfo run, Verdicts verdicts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            HistogramLogWriter log = new HistogramLogWriter(out);
            log.outputComment("[Tribunal: %s, seed %d, %s]".formatted(run.scenario(), run.seed(), run.mode()));
            log.outputComment("[Values in nanoseconds, the interval's maximum in milliseconds; a tag per segment]");
            log.outputLogFormatVersion();
            log.outputLegend();
            verdicts.latencies().forEach(latency -> interval(run, latency, log));
        }
        return bytes.toByteArray();
    }

    private static void interval(RunInfo run, Latency latency, HistogramLogWriter log) {
        Histogram nanos = latency.nanos().copy();
        nanos.setTag(latency.segment());
        double endSeconds = run.storm().toMillis() / 1e3;
        log.outputIntervalHistogram(0, endSeconds, nanos, NANOS_PER_MILLI);
    }
}
