package tribunal.report;

import java.io.IOException;
import tribunal.history.PartitionedHistory;
import tribunal.report.file.JunitXml;
import tribunal.report.file.LatencyLog;
import tribunal.report.file.PercentileFiles;
import tribunal.report.file.SummaryMarkdown;
import tribunal.report.file.VerdictsJson;
import tribunal.report.page.HtmlReport;
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
        JunitXml.write(run, verdicts, run.directory().resolve("junit.xml"));
        LatencyLog.write(run, verdicts, run.directory().resolve("latency.hlog"));
        PercentileFiles.write(verdicts, run.directory());
        SummaryMarkdown.write(run, verdicts, run.directory().resolve("summary.md"));
        HtmlReport.write(run, history, verdicts, run.directory().resolve(HTML));
    }
}
