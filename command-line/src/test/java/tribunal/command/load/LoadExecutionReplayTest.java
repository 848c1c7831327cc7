package tribunal.command.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import tribunal.load.database.DatabaseOption;
import tribunal.load.harness.LoadStatus;
import tribunal.scenario.AppSettings;
import tribunal.scenario.ScenarioOverrides;

class LoadExecutionReplayTest {
    private static final LoadExecution PLAIN = new LoadExecution(
            "steady",
            42,
            ScenarioOverrides.none(),
            Optional.empty(),
            DatabaseOption.of("embedded"),
            OptionalInt.empty(),
            AppSettings.DEFAULTS);

    @Test
    void a_run_as_the_scenario_has_it_is_replayed_by_its_name_and_seed() {
        assertThat(PLAIN.replay()).isEqualTo("./tribunal load --scenario steady --seed 42");
    }

    @Test
    void whatever_was_asked_for_is_asked_for_again() {
        LoadExecution loadExecution = new LoadExecution(
                "calm",
                7,
                new ScenarioOverrides(
                        Optional.of("40/s"), Optional.of("10s"), Optional.of("off"), Optional.of("ours.yaml")),
                Optional.of("no-fencing"),
                DatabaseOption.of("jdbc:postgresql://db/test?user=me&password=secret"),
                OptionalInt.of(2),
                AppSettings.of(Map.of("pool", "8", "lease", "4s")));

        assertThat(loadExecution.replay())
                .isEqualTo("./tribunal load --scenario calm --seed 7 --rate 40/s --duration 10s --faults off"
                        + " --budgets ours.yaml --defect no-fencing"
                        + " --database 'jdbc:postgresql://db/test?user=me&password=***' --nodes 2"
                        + " --set lease=4s --set pool=8");
    }

    @Test
    void what_a_shell_would_take_apart_is_quoted() {
        LoadExecution loadExecution = new LoadExecution(
                "it's mine.yaml",
                42,
                ScenarioOverrides.none(),
                Optional.empty(),
                DatabaseOption.of("embedded"),
                OptionalInt.empty(),
                AppSettings.DEFAULTS);

        assertThat(loadExecution.replay()).isEqualTo("./tribunal load --scenario 'it'\\''s mine.yaml' --seed 42");
    }

    @Test
    void one_thing_is_changed_and_all_else_stays() {
        String plain = PLAIN.replay();

        assertThat(PLAIN.with("rate", "40/s").replay()).isEqualTo(plain + " --rate 40/s");
        assertThat(PLAIN.with("nodes", "2").replay()).isEqualTo(plain + " --nodes 2");
        assertThat(PLAIN.with("faults", "killed-node").replay()).isEqualTo(plain + " --faults killed-node");
        assertThat(PLAIN.with("pool", "8").with("pool", "32").replay()).isEqualTo(plain + " --set pool=32");
        assertThat(PLAIN.with("nodes", "2")
                        .with("lease", "4s")
                        .with("rate", "5")
                        .replay())
                .isEqualTo(plain + " --rate 5 --nodes 2 --set lease=4s");
    }

    @Test
    void the_progress_is_one_line_with_orders_latencies_and_faults() {
        assertThat(LoadExecution.line(
                        new LoadStatus("storm", 12_400_000_000L, 512, 488, 48_000_000, 61_000_000, 702, 24)))
                .isEqualTo(
                        "storm       12 s  488/512 done  p99 place-order 48 ms  fan-out 61 ms  702 faults  backlog 24");
    }

    @Test
    void the_progress_of_a_busy_run_fits_a_terminal() {
        assertThat(LoadExecution.line(new LoadStatus(
                        "rehearsal",
                        1_800_000_000_000L,
                        99_999,
                        99_999,
                        9_999_000_000L,
                        9_999_000_000L,
                        99_999,
                        9_999)))
                .hasSizeLessThanOrEqualTo(110);
    }
}
