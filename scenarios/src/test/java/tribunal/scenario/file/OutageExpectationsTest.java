package tribunal.scenario.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tribunal.fault.plan.Outage;
import tribunal.history.Demands.Budget;
import tribunal.history.Demands.Expectation;
import tribunal.scenario.Scenario;
import tribunal.scenario.input.BadInputException;

/** The outages in {@code expects}, and the budget of the recovery from them. */
class OutageExpectationsTest {
    private static Scenario read(String expects) {
        return parse(ScenarioCatalogueTest.OWN.replace("{ drop: 1% }", expects));
    }

    private static Scenario parse(String yaml) {
        return new ScenarioReader(ScenarioCatalogueTest.GUARANTEES).read("own.yaml", yaml);
    }

    @ParameterizedTest
    @EnumSource(Outage.Kind.class)
    void a_scenario_can_expect_each_outage_that_a_history_under_load_counts(Outage.Kind kind) {
        String expects = "{ " + kind.label() + ": 2 }";
        if (kind.isCounted()) {
            assertThat(read(expects).demands().expects()).containsExactly(new Expectation(kind.label(), 2, false));
        } else {
            assertThatThrownBy(() -> read(expects)).isInstanceOf(BadInputException.class);
        }
    }

    @Test
    void what_a_history_under_load_does_not_count_cannot_be_expected() {
        assertThat(Outage.Kind.values())
                .filteredOn(kind -> !kind.isCounted())
                .extracting(Outage.Kind::label)
                .containsExactly("skew-clock", "fail-updates", "lose-hints", "rolling-restart");
    }

    @Test
    void recovery_can_have_a_budget() {
        String yaml = ScenarioCatalogueTest.OWN.replace(
                "place-order: { fail: \"p(99) < 1s\" }", "recovery: { fail: \"p(99) < 10s\" }");

        assertThat(parse(yaml).demands().budgets())
                .extracting(Budget::segment, Budget::limitNanos)
                .containsExactly(tuple("recovery", 10_000_000_000L));
    }

    @Test
    void an_outage_that_a_swarm_leaves_out_is_not_expected() throws IOException {
        String yaml;
        try (InputStream file = Scenario.class.getResourceAsStream("swarm.yaml")) {
            yaml = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        }
        int expects = yaml.indexOf("expects:");
        Scenario swarm = parse(yaml.substring(0, expects) + "expects: { kill-node: 1, renewed-lease: 1 }\n");

        assertThat(LongStream.range(0, 20).mapToObj(swarm::withDrawnFaults)).allSatisfy(drawn -> {
            boolean isDrawn = drawn.outages().stream().anyMatch(o -> o.kind() == Outage.Kind.KILL_NODE);
            assertThat(drawn.demands().expects())
                    .extracting(Expectation::what)
                    .contains("renewed-lease")
                    .hasSize(isDrawn ? 2 : 1);
        });
    }
}
