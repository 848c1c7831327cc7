package tribunal.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import tribunal.verify.Latency;
import tribunal.verify.Verdicts;

/** {@code <segment>.hgrm}: HdrHistogram's distribution by percentile, for its plotter. Values are in milliseconds. */
final class PercentileFiles {
    private static final double NANOS_PER_MILLI = 1e6;

    private PercentileFiles() {}

    /**
     * Writes one file a segment that measured anything, each whole or not at all.
     *
     * @throws IOException if one cannot be written; those before it stand
     */
    static void write(Verdicts verdicts, Path folder) throws IOException {
        for (Latency latency : verdicts.latencies()) {
            if (latency.nanos().getTotalCount() > 0) {
                WholeFile.write(folder.resolve(latency.segment() + ".hgrm"), content(latency));
            }
        }
    }

    private static byte[] content(Latency latency) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            latency.nanos().outputPercentileDistribution(out, NANOS_PER_MILLI);
        }
        return bytes.toByteArray();
    }
}
