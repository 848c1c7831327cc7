package tribunal.report.file;

import java.util.Locale;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tribunal.history.file.EntryCodec;
import tribunal.report.text.BudgetText;
import tribunal.report.text.NumberText;
import tribunal.report.text.RunInfo;
import tribunal.verify.Verdicts;
import tribunal.verify.evidence.RecordedOutage;
import tribunal.verify.measure.BudgetResult;
import tribunal.verify.measure.FaultWindow;
import tribunal.verify.measure.OutageRecovery;
import tribunal.verify.measure.SegmentLatency;
import tribunal.verify.verdict.Verdict;
import tribunal.verify.verdict.Violation;

/** Writes {@code verdicts.json}, whose format is stable for scripts. Latencies are in milliseconds. */
public final class VerdictsJson {
    private static final JsonMapper JSON = EntryCodec.json();

    private VerdictsJson() {}

    public static String text(RunInfo run, Verdicts verdicts) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document(run, verdicts)) + "\n";
    }

    private static ObjectNode document(RunInfo run, Verdicts verdicts) {
        ObjectNode json = JSON.createObjectNode();
        json.put("scenario", run.scenario());
        json.put("seed", run.seed());
        json.put("mode", run.mode());
        json.put("exit", verdicts.exitCode());
        json.put("replay", run.replay());
        json.set("counts", JSON.valueToTree(verdicts.counts()));
        json.set("faults", JSON.valueToTree(verdicts.faults()));
        var guarantees = json.putArray("guarantees");
        verdicts.guarantees().forEach(verdict -> guarantee(verdict, guarantees.addObject()));
        ObjectNode latencies = json.putObject("latency");
        verdicts.latencies().forEach(latency -> latency(latency, latencies.putObject(latency.segment())));
        var budgets = json.putArray("budgets");
        verdicts.budgets().forEach(budget -> budget(budget, budgets.addObject()));
        json.set("situations", JSON.valueToTree(verdicts.situations()));
        json.set("planned", JSON.valueToTree(verdicts.decided()));
        json.set("overtaken", JSON.valueToTree(verdicts.notMet()));
        var windows = json.putArray("windows");
        verdicts.windows().forEach(window -> window(window, windows.addObject()));
        var drifts = json.putArray("drift");
        verdicts.drifts()
                .forEach(drift -> drifts.addObject()
                        .put("what", drift.what())
                        .put("unit", drift.unit().name().toLowerCase(Locale.ROOT))
                        .put("first", drift.first())
                        .put("last", drift.last())
                        .put("change", drift.change())
                        .put("drifted", drift.drifted()));
        json.put("defect", run.defect().orElse(null));
        json.put("cutShort", run.cutShort());
        var demanded = json.putArray("demanded");
        verdicts.demanded().forEach(demanded::add);
        json.put("scheduleSent", verdicts.scheduleSent());
        var outages = json.putArray("outages");
        verdicts.outages().forEach(outage -> outage(outage, outages.addObject()));
        return json;
    }

    /** Adds a fault window, with times in seconds of the run; {@code to} is null if it never ended. */
    private static void window(FaultWindow window, ObjectNode json) {
        json.put("fault", window.fault()).put("from", NumberText.millis(window.from()) / 1_000);
        json.put("to", window.to() == Long.MAX_VALUE ? null : (Double) (NumberText.millis(window.to()) / 1_000));
        json.set("strikes", JSON.valueToTree(window.strikes()));
    }

    /** Adds an outage, with times in seconds; {@code target} is null if it affected every node. */
    private static void outage(OutageRecovery recovery, ObjectNode json) {
        RecordedOutage outage = recovery.outage();
        json.put("fault", outage.fault())
                .put("target", outage.scope() == RecordedOutage.Scope.ALL ? null : outage.target())
                .put("from", NumberText.millis(outage.from()) / 1_000)
                .put("to", outage.to() == Long.MAX_VALUE ? null : (Double) (NumberText.millis(outage.to()) / 1_000))
                .put(
                        "recovery",
                        recovery.nanos()
                                .map(nanos -> NumberText.millis(nanos) / 1_000)
                                .orElse(null))
                .put("outstanding", recovery.outstanding());
    }

    private static void guarantee(Verdict verdict, ObjectNode json) {
        json.put("name", verdict.guarantee());
        json.put("verdict", verdict.status().label());
        json.set("checked", JSON.valueToTree(verdict.checked()));
        json.put("opportunities", verdict.opportunities());
        json.put("summary", verdict.summary());
        json.put("total", verdict.total());
        var violations = json.putArray("violations");
        verdict.violations().forEach(violation -> violation(violation, violations.addObject()));
        json.put("reason", verdict.reason());
    }

    private static void violation(Violation violation, ObjectNode json) {
        json.put("sentence", violation.sentence());
        json.put("entity", violation.entity());
        var proof = json.putArray("proof");
        violation.proof().forEach(entry -> proof.add(JSON.readTree(EntryCodec.write(entry))));
    }

    private static void latency(SegmentLatency latency, ObjectNode json) {
        Histogram nanos = latency.nanos();
        json.put("count", nanos.getTotalCount());
        json.put("p50", percentile(nanos, 50));
        json.put("p90", percentile(nanos, 90));
        json.put("p99", percentile(nanos, 99));
        json.put("p999", percentile(nanos, 99.9));
        json.put("max", NumberText.millis(nanos.getMaxValue()));
        json.put("unknown", latency.unknown());
    }

    private static double percentile(Histogram nanos, double percentile) {
        return NumberText.millis(nanos.getValueAtPercentile(percentile));
    }

    private static void budget(BudgetResult result, ObjectNode json) {
        json.put("segment", result.budget().segment());
        json.put("expression", result.budget().expression());
        json.put("level", BudgetText.level(result.budget().level()));
        json.put(
                "actual", BudgetText.actualNanos(result).map(NumberText::millis).orElse(null));
        json.put("values", result.values());
        json.put("met", BudgetText.met(result.status()));
    }
}
