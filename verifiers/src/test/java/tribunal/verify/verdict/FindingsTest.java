package tribunal.verify.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tribunal.history.HarnessEntry.Drained;

class FindingsTest {
    private static String summary(String... kinds) {
        Findings findings = new Findings(true);
        for (int n = 0; n < kinds.length; n++) {
            findings.report(kinds[n], Findings.violation("found", "order:o-1", List.of(new Drained(n))));
        }
        return findings.verdict("any", false).summary();
    }

    @Test
    void as_many_kinds_of_violations_as_are_named_are_all_that_there_are() {
        assertThat(summary("update", "frame", "board")).isEqualTo("1 update, 1 frame, 1 board, first: order o-1");
        assertThat(summary("update", "frame", "board", "event"))
                .isEqualTo("1 update, 1 frame, 1 board and more, first: order o-1");
    }
}
