package tribunal.report.compare;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tribunal.history.file.EntryCodec;
import tribunal.report.text.BudgetText;
import tribunal.report.text.NumberText;
import tribunal.verify.compare.ComparedRun;
import tribunal.verify.compare.Comparison;
import tribunal.verify.compare.PercentileChange;
import tribunal.verify.compare.SegmentChange;

/** Writes {@code compare.json}, for scripts. Latencies are in milliseconds; changes are shares of the baseline. */
final class ComparisonJson {
    private static final JsonMapper JSON = EntryCodec.json();

    private ComparisonJson() {}

    static String text(Comparison comparison) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document(comparison)) + "\n";
    }

    private static ObjectNode document(Comparison comparison) {
        ObjectNode json = JSON.createObjectNode();
        names(comparison.base(), json.putArray("baseline"));
        names(comparison.candidate(), json.putArray("candidate"));
        json.put("exit", comparison.exitCode());
        json.put("conclusion", ComparisonText.conclusion(comparison));
        ArrayNode cautions = json.putArray("cautions");
        comparison.cautions().forEach(cautions::add);
        segments(comparison.segments(), json.putArray("segments"));
        segments(comparison.parts(), json.putArray("parts"));
        budgets(comparison, json.putArray("budgets"));
        return json;
    }

    private static void names(List<ComparedRun> runs, ArrayNode names) {
        runs.forEach(run -> names.add(run.name()));
    }

    private static void segments(List<SegmentChange> segments, ArrayNode array) {
        for (SegmentChange segment : segments) {
            ObjectNode json = array.addObject().put("segment", segment.segment());
            json.putObject("count")
                    .put("baseline", segment.base().getTotalCount())
                    .put("candidate", segment.candidate().getTotalCount());
            both(
                    json.putObject("perOrder"),
                    NumberText.millis(segment.basePerEntity()),
                    NumberText.millis(segment.candidatePerEntity()));
            ArrayNode changes = json.putArray("changes");
            segment.changes().forEach(change -> change(change, changes.addObject()));
        }
    }

    private static void both(ObjectNode json, double baseline, double candidate) {
        json.put("baseline", baseline).put("candidate", candidate);
    }

    private static void change(PercentileChange change, ObjectNode json) {
        json.put("percentile", change.percentile());
        both(json, NumberText.millis(change.baseNanos()), NumberText.millis(change.candidateNanos()));
        json.put("change", change.share());
        if (change.unknown() == null) {
            json.put("low", change.low()).put("high", change.high()).put("significant", change.significant());
        } else {
            json.putNull("low").putNull("high").putNull("significant");
        }
        json.put("unknown", change.unknown());
    }

    private static void budgets(Comparison comparison, ArrayNode array) {
        for (var result : comparison.relative()) {
            array.addObject()
                    .put("segment", result.budget().segment())
                    .put("expression", result.budget().expression())
                    .put("level", BudgetText.level(result.budget().level()))
                    .put("met", BudgetText.met(result.status()));
        }
        for (var result : comparison.absolute()) {
            var budget = result.base().budget();
            array.addObject()
                    .put("segment", budget.segment())
                    .put("expression", budget.expression())
                    .put("level", BudgetText.level(budget.level()))
                    .put("metByBaseline", BudgetText.met(result.base().status()))
                    .put("met", BudgetText.met(result.candidate().status()));
        }
    }
}
