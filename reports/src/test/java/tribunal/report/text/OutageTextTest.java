package tribunal.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tribunal.report.Samples;
import tribunal.verify.evidence.RecordedOutage;
import tribunal.verify.evidence.RecordedOutage.Scope;

class OutageTextTest {
    @Test
    void each_outage_has_its_kind_target_times_and_recovery() {
        assertThat(OutageText.rows(Samples.doubleCharges()))
                .containsExactly(
                        List.of("kill-node", "node-1", "20.5 s", "2.5 s", "1.9 s"),
                        List.of("cut-updates", "client ann", "30.0 s", "0.4 s", "-"),
                        List.of("outage", "every node", "40.0 s", "until the end", "2 still outstanding at the end"));
    }

    @Test
    void the_slowest_recovery_is_named_and_what_never_recovered_is_counted() {
        assertThat(OutageText.summary(Samples.doubleCharges()))
                .contains("3, slowest recovery 1.9 s (kill-node of node-1), 1 not recovered from");
        assertThat(OutageText.summary(Samples.of())).isEqualTo(Optional.empty());
    }

    @Test
    void a_node_that_died_by_itself_was_not_struck() {
        assertThat(OutageText.label(new RecordedOutage(RecordedOutage.DIED, Scope.NODE, "node-2", 1, 2)))
                .isEqualTo("node-2 died");
        assertThat(OutageText.label(new RecordedOutage("cut-database", Scope.ALL, "", 1, 2)))
                .isEqualTo("cut-database");
    }
}
