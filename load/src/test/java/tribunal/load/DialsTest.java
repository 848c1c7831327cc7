package tribunal.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tribunal.history.Limits;
import tribunal.scenario.BadInput;
import tribunal.scenario.Catalogue;

class DialsTest {
    @Test
    void a_pool_is_full_from_the_start() {
        assertThat(Dials.of(Map.of("pool", "32")).properties())
                .containsOnly(
                        Map.entry("spring.datasource.dbcp2.max-total", "32"),
                        Map.entry("spring.datasource.dbcp2.max-idle", "32"),
                        Map.entry("spring.datasource.dbcp2.initial-size", "32"));
    }

    @Test
    void more_connections_are_more_to_ask_the_database_for() {
        // 16 for transactions and reads, 6 for the queue, one to listen
        assertThat(Dials.of(Map.of()).connections()).isEqualTo(16 + 6 + 1);
        assertThat(Dials.of(Map.of("pool", "32", "queue-pool", "3")).connections())
                .isEqualTo(32 + 3 + 1);
    }

    @Test
    void the_judge_is_told_of_another_lease_and_nothing_else_changes() {
        assertThat(Dials.of(Map.of()).limits(Catalogue.limits())).isEqualTo(Catalogue.limits());
        Limits limits = Dials.of(Map.of("lease", "10s")).limits(Catalogue.limits());
        assertThat(limits.lease()).isEqualTo(Duration.ofSeconds(10));
        // the lease, the longest back-off with its jitter, and a poll
        assertThat(limits.longestSilence()).isEqualTo(Duration.ofSeconds(10 + 2 + 1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pol         | 5   | no dial of the app is called pol: expected one of pool, queue-pool, concurrency, lease, poll (did you mean poll?)
            pool        | 0   | pool: "0": expected connections of each node for transactions and reads: 1 to 500 (16)
            pool        | 5s  | pool: "5s": expected connections
            lease       | 1s  | lease: "1s": expected how long a claim holds
            lease       | 5   | lease: "5": expected a time with its unit
            queue-pool  | 2   | queue-pool: "2": expected connections of each node for its event queue: 3 to 500 (6)
            """)
    void bad_input_is_told_with_what_was_expected(String name, String value, String message) {
        assertThatThrownBy(() -> Dials.of(Map.of(name, value)))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(message);
    }
}
