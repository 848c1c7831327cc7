package tribunal.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foodcourt.port.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tribunal.history.JudgeLimits;
import tribunal.scenario.input.BadInputException;

class AppSettingsTest {
    @Test
    void a_pool_is_full_from_the_start() {
        assertThat(AppSettings.of(Map.of("pool", "32")).properties())
                .containsOnly(
                        Map.entry("spring.datasource.dbcp2.max-total", "32"),
                        Map.entry("spring.datasource.dbcp2.max-idle", "32"),
                        Map.entry("spring.datasource.dbcp2.initial-size", "32"));
    }

    @Test
    void a_time_is_written_as_the_app_can_read_it() {
        assertThat(AppSettings.of(Map.of("lease", "2.5s", "poll", "20ms")).properties())
                .containsOnly(Map.entry("foodcourt.lease", "PT2.5S"), Map.entry("foodcourt.poll", "PT0.02S"));
    }

    @Test
    void more_connections_are_more_to_ask_the_database_for() {
        // 16 for transactions and reads, 6 for the queue, one to listen; 4 of the harness
        assertThat(AppSettings.DEFAULTS.connections(1)).isEqualTo(16 + 6 + 1 + 4);
        assertThat(AppSettings.of(Map.of("pool", "32", "queue-pool", "3")).connections(2))
                .isEqualTo(2 * (32 + 3 + 1) + 4);
    }

    @Test
    void the_judge_grants_what_a_longer_lease_and_a_longer_poll_need() {
        // the longest silence: the lease, 2.5 s of the longest back-off with its jitter, and a poll
        assertThat(AppSettings.of(Map.of("lease", "10s", "poll", "2s")).limits(JudgeLimits.DEFAULT))
                .isEqualTo(new JudgeLimits(
                        12,
                        Duration.ofSeconds(10),
                        Duration.ofMillis(14_500),
                        Duration.ofSeconds(2),
                        Duration.ofMillis(2_000 + 1_500),
                        Duration.ofMillis(15_000 + 7_000 + 1_500),
                        Duration.ofMillis(30_000 + 7_000 + 1_500),
                        Duration.ofMillis(5_000 + 1_500),
                        Duration.ofMillis(75),
                        Duration.ofMillis(10_000 + 1_500),
                        256,
                        Duration.ofSeconds(2),
                        null));
    }

    @Test
    void a_longer_time_out_of_deliveries_lengthens_what_a_lost_answer_waits_for() {
        JudgeLimits limits = AppSettings.of(Map.of("delivery-timeout", "6s", "lease", "2s", "concurrency", "5"))
                .limits(JudgeLimits.DEFAULT);

        assertThat(limits.longestSilence()).isEqualTo(Duration.ofSeconds(9));
        assertThat(limits.recoveryBound()).isEqualTo(Duration.ofSeconds(33));
        assertThat(limits.concurrency()).isEqualTo(5);
        assertThat(limits.deliveryTimeout()).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void a_shorter_lease_shortens_the_silence_and_no_other_bound() {
        JudgeLimits usual = JudgeLimits.DEFAULT;

        assertThat(AppSettings.DEFAULTS.limits(usual)).isEqualTo(usual);
        assertThat(AppSettings.of(Map.of("lease", "2s", "poll", "100ms")).limits(usual))
                .isEqualTo(new JudgeLimits(
                        usual.attempts(),
                        Duration.ofSeconds(2),
                        Duration.ofMillis(4_600),
                        usual.quietTime(),
                        usual.catchUp(),
                        usual.canaryBound(),
                        usual.recoveryBound(),
                        usual.isolationBound(),
                        usual.leastRetryGap(),
                        usual.forgottenAfter(),
                        usual.concurrency(),
                        usual.deliveryTimeout(),
                        null));
    }

    /** Spring leaves unknown properties alone: a setting with a wrong name would change nothing. */
    @Test
    void settings_have_the_names_and_the_defaults_of_the_app() throws IOException {
        String app = Files.readString(Path.of("../system-under-test/app/src/main/resources/application.yaml"));
        String properties = Files.readString(
                Path.of("../system-under-test/app/src/main/java/foodcourt/app/adapter/FoodcourtProperties.java"));

        assertThat(app).contains("""
                  datasource.dbcp2:
                    # The pool, not the functions' limits, protects the database.
                    max-total: 16
                    max-idle: 16
                    initial-size: 16
                """).contains("""
                  queue-connections:
                    max-total: 6
                    max-idle: 6
                    initial-size: 6
                """);
        assertThat(AppSetting.POOL.defaultValue()).isEqualTo("16");
        assertThat(AppSetting.QUEUE_POOL.defaultValue()).isEqualTo("6");
        Map<AppSetting, String> components = Map.of(
                AppSetting.CONCURRENCY, "concurrency",
                AppSetting.LEASE, "lease",
                AppSetting.POLL, "poll",
                AppSetting.DELIVERY_TIMEOUT, "deliveryTimeout");
        components.forEach((setting, component) -> {
            assertThat(setting.properties("7s")).containsOnlyKeys("foodcourt." + setting.label());
            assertThat(properties).containsPattern("Optional<\\w+> " + component + "\\b");
        });
        Settings usual = Settings.defaults();
        assertThat(AppSettings.DEFAULTS.concurrency()).isEqualTo(usual.concurrency());
        assertThat(AppSettings.DEFAULTS.lease()).isEqualTo(usual.lease());
        assertThat(AppSettings.DEFAULTS.poll()).isEqualTo(usual.poll());
        assertThat(AppSettings.DEFAULTS.deliveryTimeout()).isEqualTo(usual.deliveryTimeout());
        assertThat(JudgeLimits.DEFAULT.attempts()).isEqualTo(usual.attempts());
        assertThat(JudgeLimits.DEFAULT.lease()).isEqualTo(usual.lease());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pol         | 5   | the app has no setting called pol: expected one of pool, queue-pool, concurrency, lease, delivery-timeout, poll (did you mean poll?)
            pool        | 0   | pool: "0": expected connections of each node for transactions and reads: 1 to 500 (16)
            pool        | 5s  | pool: "5s": expected connections
            lease       | 1s  | lease: "1s": expected how long a claim holds
            lease       | 5   | lease: "5": expected a time with its unit
            queue-pool  | 2   | queue-pool: "2": expected connections of each node for its event queue: 3 to 500 (6)
            """)
    void bad_input_is_reported_with_what_was_expected(String name, String value, String message) {
        assertThatThrownBy(() -> AppSettings.of(Map.of(name, value)))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(message);
    }
}
