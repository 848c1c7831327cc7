package tribunal.report.file;

import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tribunal.history.file.EntryCodec;
import tribunal.report.text.NumberText;
import tribunal.report.text.RunInfo;
import tribunal.verify.Verdicts;
import tribunal.verify.measure.SegmentLatency;

/** Writes a run as one line of JSON, for tools that search for the time at which a value changed; latencies in ms. */
public final class RunRecordJson {
    private static final JsonMapper JSON = EntryCodec.json();

    private RunRecordJson() {}

    /** Returns the line without a line end, with the commit of the tested app if it is known. */
    public static String text(RunInfo run, Verdicts verdicts, Optional<String> commit) {
        ObjectNode json = JSON.createObjectNode();
        json.put("time", run.started().toString());
        json.put("scenario", run.scenario());
        json.put("seed", run.seed());
        json.put("commit", commit.orElse(null));
        json.put("mode", run.mode());
        json.put("defect", run.defect().orElse(null));
        json.put("exit", verdicts.exitCode());
        ObjectNode statuses = json.putObject("verdicts");
        verdicts.guarantees()
                .forEach(v -> statuses.put(v.guarantee(), v.status().label()));
        ObjectNode latency = json.putObject("latency");
        verdicts.latencies().stream()
                .filter(l -> l.nanos().getTotalCount() > 0)
                .forEach(l -> latency(l, latency.putObject(l.segment())));
        json.put("directory", run.directory().toString());
        return JSON.writeValueAsString(json);
    }

    private static void latency(SegmentLatency latency, ObjectNode json) {
        json.put("p50", NumberText.millis(latency.nanos().getValueAtPercentile(50)));
        json.put("p99", NumberText.millis(latency.nanos().getValueAtPercentile(99)));
    }
}
