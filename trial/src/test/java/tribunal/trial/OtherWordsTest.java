package tribunal.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tribunal.history.AppModel;
import tribunal.history.ClientEntry.Subscribed;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry.RunStarted;
import tribunal.history.History;
import tribunal.history.JudgeLimits;
import tribunal.history.ThirdPartyEntry.EffectRequested;
import tribunal.scenario.ScenarioOverrides;
import tribunal.scenario.file.ScenarioCatalogue;
import tribunal.simulation.SimulatedRun;
import tribunal.simulation.decision.SeedInputs;
import tribunal.verify.Judge;
import tribunal.verify.verdict.VerdictStatus;

class OtherWordsTest {
    private static final AppModel MODEL = ScenarioCatalogue.model();

    private final OtherWords words = new OtherWords(MODEL);

    @Test
    void every_name_of_the_model_is_another() {
        assertThat(words.model().entities()).containsOnlyKeys("redro");
        assertThat(words.model().effects()).containsKey("egrahc").doesNotContainKey("charge");
        assertThat(words.model().transition("redro:1", "DECALP", "DIAP")).isPresent();
        assertThat(words.model().accounts().values())
                .allSatisfy(account -> assertThat(account.atEnd()).containsEntry("DEREVILED", "latot"));
        assertThat(words.model().engine()).isEqualTo(MODEL.engine());
    }

    @Test
    void so_is_every_name_of_a_history() {
        History history = words.translated(new History(List.of(
                new Committed(1, "t", "order:7f3a", 1, null, "PLACED", Map.of("total", "2450", "weight", "3")),
                new Subscribed(2, "c", "s", "customer:PAID"),
                new EffectRequested(3, 1, "k", "charge", "order:7f3a", "event-1/ChargePayment", 5, "PAID"))));

        assertThat(history.entries())
                .containsExactly(
                        new Committed(1, "t", "redro:7f3a", 1, null, "DECALP", Map.of("latot", "2450", "weight", "3")),
                        new Subscribed(2, "c", "s", "remotsuc:PAID"),
                        new EffectRequested(3, 1, "k", "egrahc", "redro:7f3a", "event-1/tnemyaPegrahC", 5, "DIAP"));
    }

    @Test
    void a_model_in_the_first_words_cannot_judge_a_history_in_the_others() throws InterruptedException {
        SeedInputs inputs = new SeedInputs(
                new ScenarioCatalogue(Judge.GUARANTEES).read("swarm", ScenarioOverrides.none()), Optional.empty());
        History history =
                SimulatedRun.run(inputs.of(1), MODEL, JudgeLimits.DEFAULT).history();
        History other = words.translated(history);

        assertThat(other.first(RunStarted.class)).isPresent();
        assertThat(other.entries())
                .extracting(Entry::at)
                .containsExactlyElementsOf(
                        history.entries().stream().map(Entry::at).toList());
        assertThat(Judge.judgeGuarantees(other, MODEL).guarantees())
                .anyMatch(verdict -> verdict.status() == VerdictStatus.INVALID);
        assertThat(Judge.judgeGuarantees(other, words.model()).guarantees())
                .noneMatch(verdict -> verdict.status() == VerdictStatus.INVALID);
    }
}
