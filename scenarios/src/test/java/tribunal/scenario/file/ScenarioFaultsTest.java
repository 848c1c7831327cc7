package tribunal.scenario.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tribunal.fault.plan.FaultRule;
import tribunal.fault.plan.FaultSpec;
import tribunal.fault.plan.PlannedEvent;
import tribunal.fault.plan.PoisonMode;
import tribunal.fault.plan.ThirdPartyFault;
import tribunal.scenario.input.BadInputException;

/** The list {@code faults} of a scenario. */
class ScenarioFaultsTest {
    /** The example with these faults, on its eighth line and those that follow. */
    private static List<FaultRule> read(String... faults) {
        String yaml = ScenarioCatalogueTest.OWN.replace("- drop: { ratio: 10% }", "- " + String.join("\n  - ", faults));
        return new ScenarioReader(ScenarioCatalogueTest.GUARANTEES)
                .read("own.yaml", yaml)
                .faults()
                .rules();
    }

    private static FaultSpec harm(String fault) {
        return read(fault).getFirst().spec();
    }

    @Test
    void each_kind_becomes_its_harm() {
        assertThat(harm("reorder: { ratio: 5%, window: 200ms..1s }"))
                .isEqualTo(new FaultSpec.Reorder(Duration.ofMillis(200), Duration.ofSeconds(1)));
        assertThat(harm("fail: { ratio: 5%, status: 500 }")).isEqualTo(new FaultSpec.Fail(500, Optional.empty()));
        assertThat(harm("fail: { ratio: 5%, status: 503, retry-after: 1s }"))
                .isEqualTo(new FaultSpec.Fail(503, Optional.of(Duration.ofSeconds(1))));
        assertThat(harm("hang: { ratio: 5%, by: 2200ms..3s }"))
                .isEqualTo(new FaultSpec.Hang(Duration.ofMillis(2_200), Duration.ofSeconds(3)));
        assertThat(harm("third-party-slow: { ratio: 5%, by: 100ms..900ms }"))
                .isEqualTo(new ThirdPartyFault.ThirdPartySlow(Duration.ofMillis(100), Duration.ofMillis(900)));
        assertThat(harm("third-party-fails: { ratio: 5% }")).isEqualTo(new ThirdPartyFault.ThirdPartyFails());
        assertThat(harm("third-party-silent: { ratio: 5% }")).isEqualTo(new ThirdPartyFault.ThirdPartySilent());
    }

    @ParameterizedTest
    @CsvSource({"status: 500, ERROR", "permanent: true, PERMANENT", "garbage: true, GARBAGE"})
    void poison_has_three_ways(String way, PoisonMode how) {
        assertThat(harm("poison: { ratio: 5%, function: ChargePayment, " + way + " }"))
                .isEqualTo(new FaultSpec.Poison(how));
    }

    @Test
    void a_rule_can_aim_and_has_a_name_of_its_own() {
        List<FaultRule> rules = read(
                "hang: { ratio: 5%, by: 3s, function: ChargePayment, event: OrderPlaced, journey: cancels }",
                "hang: { ratio: 5%, by: 3s }", "hang: { ratio: 5%, by: 3s, name: mine }");
        assertThat(rules.getFirst().function()).contains("ChargePayment");
        assertThat(rules.getFirst().eventType()).contains("OrderPlaced");
        assertThat(rules.getFirst().journey()).contains("cancels");
        assertThat(rules).extracting(FaultRule::name).containsExactly("hang", "hang-2", "mine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop: { ratio: 5%, name: hang }", "hang: { ratio: 5%, by: 4s, name: hang }"})
    void two_faults_of_one_name_are_a_problem_whether_it_is_given_or_the_kind(String other) {
        assertThatThrownBy(() -> read("hang: { ratio: 5%, by: 3s }", other))
                .isInstanceOf(BadInputException.class)
                .hasMessage("own.yaml:8:3: faults: expected a different name for each fault: two are called hang");
    }

    @Test
    void faults_are_planned_over_the_model_s_happy_path() {
        assertThat(PlannedEvent.happyPath(ScenarioCatalogue.model()))
                .extracting(PlannedEvent::type)
                .containsExactly("OrderPlaced", "OrderPaid", "OrderApproved", "CourierAssigned", "OrderDelivered");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        reorder: { ratio: 5%, window: 1s..2s }                       | reorder.window: "1s..2s": expected a time above 0ms and below the delivery timeout of 2s
        reorder: { ratio: 5%, window: 0ms }                          | reorder.window: "0ms": expected a time above 0ms
        reorder: { ratio: 120%, window: 1s }                         | reorder.ratio: "120%": expected a ratio from 0% to 100%
        hang: { ratio: 5%, by: 2s..3s }                              | hang.by: "2s..3s": expected a time above the delivery timeout of 2s
        fail: { ratio: 5%, status: 404 }                             | fail.status: "404": expected one of 500, 429, 503
        fail: { ratio: 5%, status: 500, retry-after: 1s }            | fail.retry-after: "1s": expected none
        fail: { ratio: 5%, status: 503, retry-after: 1m }            | fail.retry-after: "1m": expected 5s at most
        poison: { ratio: 5% }                                        | poison.ratio: "5%": expected beside it one of status: 500, permanent: true, garbage: true
        poison: { ratio: 5%, status: 500, garbage: true }            | poison.garbage: "true": expected only one of
        poison: { ratio: 5%, status: 503 }                           | poison.status: "503": expected 500
        poison: { ratio: 5%, permanent: no }                         | poison.permanent: "no": expected true
        third-party-slow: { ratio: 5% }                              | third-party-slow: expected the key faults[1].third-party-slow.by
        third-party-slow: { ratio: 5%, by: 900ms..100ms }            | third-party-slow.by: "900ms..100ms": expected a range
        third-party-fails: { ratio: 5%, function: ChargePaymnt }     | third-party-fails.function: "ChargePaymnt": expected one of
        third-party-silent: { ratio: 5%, event: OrderPlacd }         | (did you mean OrderPlaced?)
        third-party-silent: { ratio: 5%, journey: canceled }         | third-party-silent.journey: "canceled": expected one of
        third-party-fail: { ratio: 5% }                              | (did you mean third-party-fails?)
        hang: { ratio: 5%, by: 3s, until: 4s }                       | hang.until: unknown
        """)
    void a_bad_value_is_one_line_with_its_position(String fault, String message) {
        assertThatThrownBy(() -> read(fault))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("own.yaml:8:")
                .hasMessageContaining(message)
                .satisfies(
                        e -> assertThat(String.valueOf(e.getMessage()).lines()).hasSize(1));
    }
}
