package tribunal.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import foodcourt.defect.Defects;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tribunal.fault.plan.Fate;
import tribunal.history.History;
import tribunal.history.ThirdPartyEntry.EffectApplied;
import tribunal.history.ThirdPartyEntry.EffectRequested;
import tribunal.simulation.Shrinker.ShrunkRun;
import tribunal.simulation.decision.Decision.AttemptFate;
import tribunal.simulation.decision.SimulationInput;
import tribunal.simulation.decision.SimulationInput.RecordedDecisions;

class ShrinkerTest {
    /** Some order's payment was really taken more than once. */
    private static boolean chargedTwice(History history) {
        Map<Long, String> charges = history.all(EffectRequested.class)
                .filter(e -> e.kind().equals("charge"))
                .collect(Collectors.toMap(EffectRequested::request, EffectRequested::entity));
        return history
                .all(EffectApplied.class)
                .filter(e -> e.first() && charges.containsKey(e.request()))
                .collect(Collectors.groupingBy(e -> charges.get(e.request()), Collectors.counting()))
                .values()
                .stream()
                .anyMatch(times -> times > 1);
    }

    private static Optional<ShrunkRun> shrunk(SimulationInput trial) throws InterruptedException {
        return new Shrinker(Seeds.MODEL, Seeds.LIMITS, ShrinkerTest::chargedTwice, System.nanoTime() + 60_000_000_000L)
                .shrink(trial);
    }

    @Test
    void a_double_charge_comes_down_to_one_order_and_two_faults_at_most() throws InterruptedException {
        for (long seed = 1; seed <= 20; seed++) {
            SimulationInput trial = Seeds.broken(
                    "swarm", seed, Defects.named("no-deduplication").orElseThrow());
            if (chargedTwice(Seeds.run(trial).history())) {
                ShrunkRun smallest = shrunk(trial).orElseThrow();

                assertThat(smallest.isMinimal()).isTrue();
                assertThat(smallest.input().recorded().orElseThrow().orders().orElseThrow())
                        .hasSize(1);
                assertThat(smallest.size()).as("one order and its faults").isBetween(2, 3);
                assertThat(chargedTwice(Seeds.run(smallest.input()).history())).isTrue();
                return;
            }
        }
        throw new AssertionError("no seed of 20 charges twice");
    }

    @Test
    void a_delivery_is_made_again_once_if_that_is_enough() throws InterruptedException {
        for (long seed = 1; seed <= 20; seed++) {
            SimulationInput trial =
                    Seeds.broken("swarm", seed, Defects.named("check-then-act").orElseThrow());
            List<Integer> copies =
                    copies(shrunk(trial).flatMap(smallest -> smallest.input().recorded()));
            if (!copies.isEmpty()) {
                assertThat(copies).containsExactly(1);
                return;
            }
        }
        throw new AssertionError("no story of 20 seeds has a delivery made again");
    }

    private static List<Integer> copies(Optional<RecordedDecisions> story) {
        return story.stream()
                .flatMap(s -> s.decisions().stream())
                .filter(decision -> decision instanceof AttemptFate attempt && attempt.fate() instanceof Fate.Duplicate)
                .map(decision -> ((Fate.Duplicate) ((AttemptFate) decision).fate()).copies())
                .toList();
    }

    @Test
    void what_does_not_fail_is_not_shrunk() throws InterruptedException {
        assertThat(shrunk(Seeds.sound("swarm", 1))).isEmpty();
    }
}
