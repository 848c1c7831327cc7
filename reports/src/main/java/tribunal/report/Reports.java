package tribunal.report;

import java.io.IOException;
import java.nio.file.Path;
import tribunal.history.PartitionedHistory;
import tribunal.report.file.AtomicFile;
import tribunal.report.file.JunitXml;
import tribunal.report.file.LatencyLog;
import tribunal.report.file.SummaryMarkdown;
import tribunal.report.file.VerdictsJson;
import tribunal.report.page.HtmlReport;
import tribunal.report.text.RunInfo;
import tribunal.verify.Verdicts;

/** Writes all report files of a run, for people and CI. */
public final class Reports {
    public static final String HTML = "report.html";

    private Reports() {}

    /** Writes the files, {@code verdicts.json} first, each whole or not at all; a failure keeps those before it. */
    public static void writeAll(RunInfo run, PartitionedHistory history, Verdicts verdicts) throws IOException {
        AtomicFile.write(run.directory().resolve("verdicts.json"), VerdictsJson.text(run, verdicts));
        AtomicFile.write(run.directory().resolve("junit.xml"), JunitXml.text(run, verdicts));
        AtomicFile.write(run.directory().resolve("latency.hlog"), LatencyLog.text(run, verdicts));
        for (var latency : verdicts.latencies()) {
            if (latency.nanos().getTotalCount() > 0) {
                AtomicFile.write(run.directory().resolve(latency.segment() + ".hgrm"), LatencyLog.percentiles(latency));
            }
        }
        AtomicFile.write(run.directory().resolve("summary.md"), SummaryMarkdown.text(run, verdicts));
        AtomicFile.write(run.directory().resolve(HTML), HtmlReport.text(run, history, verdicts));
    }

    /** Returns the address of a run's page. */
    public static String uri(Path directory) {
        return "file://" + directory.toAbsolutePath().resolve(HTML).toUri().getRawPath();
    }
}
