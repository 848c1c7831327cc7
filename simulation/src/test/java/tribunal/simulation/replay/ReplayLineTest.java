package tribunal.simulation.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tribunal.scenario.input.BadInputException;
import tribunal.simulation.Seeds;
import tribunal.simulation.SimulatedRun;
import tribunal.simulation.SimulationResult;
import tribunal.simulation.decision.Decision;
import tribunal.simulation.decision.SimulationInput;
import tribunal.simulation.decision.SimulationInput.RecordedDecisions;

class ReplayLineTest {
    private static SimulationInput read(String line) {
        ReplayLine.Heading heading = ReplayLine.heading(line);
        return ReplayLine.read(heading, Seeds.sound(heading.scenario(), heading.seed()));
    }

    @Test
    void a_whole_run_s_choices_can_be_written_and_read_again() throws InterruptedException {
        SimulationInput drawn = Seeds.sound("swarm", 11);
        LinkedHashSet<Decision> recorded = new LinkedHashSet<>();
        SimulationResult first = SimulatedRun.runRecorded(drawn, Seeds.MODEL, Seeds.LIMITS, recorded);
        SimulationInput input = drawn.withRecorded(new RecordedDecisions(Optional.empty(), List.copyOf(recorded)));

        String line = ReplayLine.of(input, "swarm");
        SimulationInput again = read(line);

        assertThat(ReplayLine.of(again, "swarm")).isEqualTo(line);
        assertThat(Seeds.run(again).history().entries())
                .hasSameSizeAs(first.history().entries());
    }

    @Test
    void a_line_without_choices_is_the_seed_s_own_run() {
        assertThat(read("swarm seed=11").recorded()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "swarm | expected a scenario, seed=N",
                "swarm nodes=2 | expected seed=N",
                "swarm seed=x | expected seed= with a whole number",
                "swarm seed=1 defect=no-deduplicatoin | no defect is called no-deduplicatoin",
                "swarm seed=1 orders=zzzz | no order of this seed is called zzzz",
                "swarm seed=1 explode(node-1,1ms,1ms) | nothing is called explode",
                "swarm seed=1 kill-node(node-1,soon,1ms) | expected a time such as 350ms",
                "swarm seed=1 kill-node(node-1) | a part is missing",
                "swarm seed=1 crash(x,ChargePayment,1,before-answer) | expected an event such as",
                "swarm seed=1 hello | expected what happens"
            })
    void what_cannot_be_read_is_named_with_what_was_expected(String line, String complaint) {
        assertThatThrownBy(() -> read(line))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(complaint);
    }
}
