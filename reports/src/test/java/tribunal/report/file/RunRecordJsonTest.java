package tribunal.report.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tribunal.report.Samples;

class RunRecordJsonTest {
    @Test
    void a_run_is_one_line_with_its_verdicts_and_latencies() {
        String line = RunRecordJson.text(Samples.run(), Samples.doubleCharges(), Optional.of("abc"));
        assertThat(line).doesNotContain("\n");
        JsonNode json = JsonMapper.shared().readTree(line);

        assertThat(json.path("time").asString()).isEqualTo("2026-03-01T10:15:30Z");
        assertThat(json.path("commit").asString()).isEqualTo("abc");
        assertThat(json.path("exit").asInt()).isEqualTo(1);
        assertThat(json.at("/verdicts/idempotent-outcomes").asString()).isEqualTo("INVALID");
        assertThat(json.at("/verdicts/no-overlap").asString()).isEqualTo("NOT-EXERCISED");
        // 3.2 and 48 ms within three digits
        assertThat(json.at("/latency/place-order/p50").asDouble()).isBetween(3.19, 3.21);
        assertThat(json.at("/latency/place-order/p99").asDouble()).isBetween(47.9, 48.1);
    }

    @Test
    void a_commit_that_nobody_knows_is_null() {
        assertThat(RunRecordJson.text(Samples.run(), Samples.of(), Optional.empty()))
                .contains("\"commit\":null");
    }
}
