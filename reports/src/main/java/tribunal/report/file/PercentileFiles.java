package tribunal.report.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import tribunal.report.text.AtomicFile;
import tribunal.verify.Verdicts;
import tribunal.verify.measure.SegmentLatency;

/**
 * Writes {@code <segment>.hgrm}: HdrHistogram's percentile distribution, for its plotter. Values are in milliseconds.
 */
public final class PercentileFiles {
    private static final double NANOS_PER_MILLI = 1e6;

    private PercentileFiles() {}

    /**
     * Writes a file for each segment with values, each whole or not at all.
     *
     * @throws IOException if a file cannot be written; the files before it are kept
     */
    public static void write(Verdicts verdicts, Path folder) throws IOException {
        for (SegmentLatency latency : verdicts.latencies()) {
            if (latency.nanos().getTotalCount() > 0) {
                AtomicFile.write(folder.resolve(latency.segment() + ".hgrm"), content(latency));
            }
        }
    }

    private static byte[] content(SegmentLatency latency) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            latency.nanos().outputPercentileDistribution(out, NANOS_PER_MILLI);
        }
        return bytes.toByteArray();
    }
}
