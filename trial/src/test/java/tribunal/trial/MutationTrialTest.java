package tribunal.trial;

import static org.assertj.core.api.Assertions.assertThat;

import foodcourt.defect.Defects;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tribunal.history.AppModel;
import tribunal.history.JudgeLimits;
import tribunal.scenario.ScenarioOverrides;
import tribunal.scenario.file.ScenarioCatalogue;
import tribunal.simulation.SimulatedRun;
import tribunal.simulation.decision.SeedInputs;
import tribunal.verify.Judge;

class MutationTrialTest {
    private static final AppModel MODEL = ScenarioCatalogue.model();
    private static final JudgeLimits LIMITS = JudgeLimits.DEFAULT;

    @Test
    void each_operator_flips_the_verdicts_that_it_should_and_no_other() throws InterruptedException {
        MutationTrial mutations = new MutationTrial(MODEL);
        for (String scenario : MutationTrial.SCENARIOS) {
            SeedInputs trials = new SeedInputs(
                    new ScenarioCatalogue(Judge.GUARANTEES).read(scenario, ScenarioOverrides.none()), Optional.empty());
            for (long seed = 1; seed <= Long.getLong("seeds", 12); seed++) {
                mutations.tryOn(
                        scenario + " seed " + seed,
                        SimulatedRun.run(trials.of(seed), MODEL, LIMITS).history());
            }
        }
        List<String> wrong = new ArrayList<>();
        mutations.outcome().tried().forEach(t -> {
            wrong.addAll(t.wrong());
            if (t.places() == 0) {
                wrong.add(t.name() + " found no place");
            }
        });
        assertThat(wrong).isEmpty();
        assertThat(mutations.outcome().isCanaryNoticed()).isTrue();
    }

    @Test
    void every_guarantee_has_an_operator_that_turns_it() {
        TreeSet<String> turned = new TreeSet<>();
        MutationCatalogue.ALL.forEach(m -> turned.addAll(m.changedVerdicts().keySet()));
        assertThat(turned).containsExactlyInAnyOrderElementsOf(Judge.GUARANTEES);
    }

    @Test
    void every_rule_of_the_model_has_an_operator_and_a_defect_or_the_reason_why_it_has_none() {
        List<String> operators =
                MutationCatalogue.ALL.stream().map(MutationOperator::name).toList();
        assertThat(ModelRule.ALL).extracting(ModelRule::line).doesNotHaveDuplicates();
        assertThat(ModelRule.ALL)
                .allSatisfy(rule -> assertThat(operators).as(rule.line()).containsAll(rule.operators()))
                .allSatisfy(rule -> assertThat(rule.operators()).as(rule.line()).isNotEmpty())
                .allSatisfy(rule ->
                        assertThat(rule.defect() == null).as(rule.line()).isEqualTo(rule.reason() != null))
                .allSatisfy(rule -> assertThat(
                                rule.defect() == null || Defects.names().contains(rule.defect()))
                        .as("%s: there is no defect %s", rule.line(), rule.defect())
                        .isTrue());
    }

    @Test
    void every_defect_has_a_guarantee_that_must_convict_it_in_a_scenario() {
        assertThat(DefectExpectation.ALL)
                .extracting(DefectExpectation::defect)
                .containsExactlyInAnyOrderElementsOf(Defects.names());
        assertThat(DefectExpectation.ALL)
                .allSatisfy(e -> assertThat(Judge.GUARANTEES).contains(e.guarantee()))
                .allSatisfy(e -> assertThat(ScenarioCatalogue.names()).contains(e.scenario()));
    }
}
