package tribunal.report;

import java.io.IOException;
import java.nio.file.Path;
import tribunal.history.PartitionedHistory;
import tribunal.report.file.JunitXml;
import tribunal.report.file.LatencyLog;
import tribunal.report.file.PercentileFiles;
import tribunal.report.file.SummaryMarkdown;
import tribunal.report.file.VerdictsJson;
import tribunal.report.page.HtmlReport;
import tribunal.report.text.AtomicFile;
import tribunal.report.text.RunInfo;
import tribunal.verify.Verdicts;

/** Writes all report files of a run, for people and CI. */
public final class Reports {
    public static final String HTML = "report.html";

    private Reports() {}

    /**
     * Writes the files into the run's directory, each whole or not at all; {@code verdicts.json}, for scripts, comes
     * first.
     *
     * @throws IOException if a file cannot be written; the files before it are kept
     */
    public static void writeAll(RunInfo run, PartitionedHistory history, Verdicts verdicts) throws IOException {
        VerdictsJson.write(run, verdicts, run.directory().resolve("verdicts.json"));
        AtomicFile.write(run.directory().resolve("junit.xml"), JunitXml.text(run, verdicts));
        LatencyLog.write(run, verdicts, run.directory().resolve("latency.hlog"));
        PercentileFiles.write(verdicts, run.directory());
        AtomicFile.write(run.directory().resolve("summary.md"), SummaryMarkdown.text(run, verdicts));
        AtomicFile.write(run.directory().resolve(HTML), HtmlReport.text(run, history, verdicts));
    }

    /** Returns the address of a run's page. */
    public static String uri(Path directory) {
        return "file://" + directory.toAbsolutePath().resolve(HTML).toUri().getRawPath();
    }
}
