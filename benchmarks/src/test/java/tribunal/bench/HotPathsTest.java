package tribunal.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each benchmark does what it says, so that none measures a mistake. */
class HotPathsTest {
    @Test
    void fates_are_decided_and_not_all_the_same() {
        FateBenchmark fates = new FateBenchmark();
        assertThat(IntStream.range(0, 500)
                        .mapToObj(n ->
                                fates.decide().map(decided -> decided.fate().kind()))
                        .distinct())
                .hasSizeGreaterThan(3);
        assertThat(fates.draw()).isBetween(0.0, 1.0);
    }

    @Test
    void what_is_appended_can_be_read() throws IOException {
        HistoryBenchmark history = new HistoryBenchmark();
        history.write();
        try {
            history.append();
            assertThat(history.read().entries()).hasSize(30_000);
        } finally {
            history.remove();
        }
    }

    @Test
    void the_history_that_is_judged_is_sound_and_of_a_simulations_size() {
        JudgeBenchmark judge = new JudgeBenchmark();

        assertThat(judge.entries()).isEqualTo(3_085);
        assertThat(judge.judge().exitCode()).isZero();
        assertThat(judge.verdicts().guarantees()).isEqualTo(judge.judge().guarantees());
    }
}
