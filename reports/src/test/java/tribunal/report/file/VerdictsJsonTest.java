package tribunal.report.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tribunal.history.Demands.Level;
import tribunal.history.file.EntryCodec;
import tribunal.report.Samples;
import tribunal.report.text.RunInfo;
import tribunal.verify.Verdicts;
import tribunal.verify.measure.SegmentLatency;
import tribunal.verify.verdict.VerdictStatus;

class VerdictsJsonTest {
    private static JsonNode parsed(RunInfo run, Verdicts verdicts) {
        return EntryCodec.json().readTree(VerdictsJson.text(run, verdicts));
    }

    private final JsonNode json = parsed(Samples.run(), Samples.doubleCharges());

    @Test
    void its_fields_are_in_the_order_of_the_contract() {
        assertThat(json.propertyNames())
                .containsExactly(
                        "scenario",
                        "seed",
                        "mode",
                        "exit",
                        "replay",
                        "counts",
                        "faults",
                        "guarantees",
                        "latency",
                        "budgets",
                        "situations",
                        "planned",
                        "overtaken",
                        "windows",
                        "drift",
                        "defect",
                        "cutShort",
                        "demanded",
                        "scheduleSent",
                        "outages");
        assertThat(json.at("/guarantees/0").propertyNames())
                .containsExactly(
                        "name", "verdict", "checked", "opportunities", "summary", "total", "violations", "reason");
        assertThat(json.at("/budgets/0").propertyNames())
                .containsExactly("segment", "expression", "level", "actual", "values", "met");
        assertThat(json.at("/latency/fan-out").propertyNames())
                .containsExactly("count", "p50", "p90", "p99", "p999", "max", "unknown");
    }

    @Test
    void it_names_the_run_and_its_exit_code() {
        assertThat(json.at("/scenario").asString()).isEqualTo("steady");
        assertThat(json.at("/seed").asLong()).isEqualTo(42);
        assertThat(json.at("/exit").asInt()).isEqualTo(1);
        assertThat(json.at("/counts/orders").asLong()).isEqualTo(2_412);
        assertThat(json.at("/faults/lose-answer").asLong()).isEqualTo(361);
        assertThat(json.at("/defect").isNull()).isTrue();
        assertThat(json.at("/cutShort").asBoolean()).isFalse();
        assertThat(json.at("/demanded").valueStream().map(JsonNode::asString))
                .containsExactly("atomicity", "idempotent-outcomes", "at-least-once");
        assertThat(json.at("/scheduleSent").asBoolean()).isTrue();
        assertThat(parsed(Samples.withDefect("no-fencing"), Samples.of())
                        .at("/defect")
                        .asString())
                .isEqualTo("no-fencing");
        assertThat(parsed(Samples.cutShort(), Samples.of()).at("/cutShort").asBoolean())
                .isTrue();
    }

    @Test
    void windows_are_given_in_seconds_and_drift_in_the_unit_that_it_names() {
        assertThat(json.at("/windows/0").propertyNames()).containsExactly("fault", "from", "to", "strikes");
        assertThat(json.at("/windows/0/from").asDouble()).isEqualTo(15.2);
        assertThat(json.at("/windows/0/strikes/latency").asLong()).isEqualTo(1_196);
        assertThat(json.at("/windows/1/to").isNull()).isTrue();
        assertThat(json.at("/drift/0").propertyNames())
                .containsExactly("what", "unit", "first", "last", "change", "drifted");
        assertThat(json.at("/drift/0/unit").asString()).isEqualTo("nanos");
        assertThat(json.at("/drift/0/drifted").asBoolean()).isFalse();
        assertThat(json.at("/drift/4/what").asString()).isEqualTo("harness memory");
        assertThat(json.at("/drift/4/change").asDouble()).isEqualTo(0.6);
        assertThat(json.at("/drift/4/drifted").asBoolean()).isTrue();
    }

    @Test
    void outages_and_the_recovery_from_them_are_given_in_seconds() {
        assertThat(json.at("/outages/0").propertyNames())
                .containsExactly("fault", "target", "from", "to", "recovery", "outstanding");
        assertThat(json.at("/outages/0/target").asString()).isEqualTo("node-1");
        assertThat(json.at("/outages/0/to").asDouble()).isEqualTo(23.0);
        assertThat(json.at("/outages/0/recovery").asDouble()).isEqualTo(1.9);
        assertThat(json.at("/outages/1/recovery").isNull()).isTrue();
        assertThat(json.at("/outages/2/target").isNull()).isTrue();
        assertThat(json.at("/outages/2/to").isNull()).isTrue();
        assertThat(json.at("/outages/2/outstanding").asLong()).isEqualTo(2);
    }

    @Test
    void a_violation_carries_its_proof_as_entries_of_the_history() {
        JsonNode proof = json.at("/guarantees/1/violations/0/proof");
        assertThat(json.at("/guarantees/1/total").asLong()).isEqualTo(3);
        assertThat(proof.values().stream().map(entry -> EntryCodec.read(entry.toString())))
                .isEqualTo(Samples.doubleCharge().proof());
    }

    @Test
    void verdicts_are_named_as_the_contract_says() {
        assertThat(json.at("/guarantees").values().stream()
                        .map(g -> g.at("/verdict").asString()))
                .containsExactly("VALID", "INVALID", "UNKNOWN", "NOT-EXERCISED");
        assertThat(json.at("/guarantees/0/reason").isNull()).isTrue();
        assertThat(json.at("/guarantees/2/reason").asString()).isEqualTo("the history was cut short");
    }

    @Test
    void latencies_are_in_milliseconds() {
        // 3.2 ms and 48 ms: half of them are at or below 3.2, within HdrHistogram's three digits.
        assertThat(json.at("/latency/place-order/count").asLong()).isEqualTo(2);
        assertThat(json.at("/latency/place-order/p50").asDouble()).isBetween(3.19, 3.21);
        assertThat(json.at("/latency/place-order/max").asDouble()).isBetween(47.9, 48.1);
    }

    @Test
    void a_budget_is_met_missed_or_null() {
        assertThat(json.at("/budgets/0/met").asBoolean()).isTrue();
        assertThat(json.at("/budgets/0/level").asString()).isEqualTo("warn");
        assertThat(json.at("/budgets/1/met").asBoolean()).isFalse();
        assertThat(json.at("/budgets/1/actual").asDouble()).isEqualTo(1_203.0);
        assertThat(json.at("/budgets/2/met").isNull()).isTrue();
    }

    @Test
    void what_was_not_measured_is_null_and_says_why() {
        var nothing = Samples.budget("fan-out", Level.FAIL, 99, VerdictStatus.UNKNOWN, 0);
        var latency = new SegmentLatency("fan-out", Samples.histogram(), "no update was received");
        JsonNode empty = parsed(Samples.run(), Samples.of(List.of(), List.of(latency), List.of(nothing)));

        assertThat(empty.at("/budgets/0/actual").isNull()).isTrue();
        assertThat(empty.at("/latency/fan-out/count").asLong()).isZero();
        assertThat(empty.at("/latency/fan-out/unknown").asString()).isEqualTo("no update was received");
    }
}
