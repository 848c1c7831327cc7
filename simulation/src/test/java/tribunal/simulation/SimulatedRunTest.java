package tribunal.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tribunal.fault.plan.Outage.Kind;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.HarnessEntry.Drained;
import tribunal.history.HarnessEntry.FaultWindowOpened;
import tribunal.history.HarnessEntry.NodeKilled;
import tribunal.history.HarnessEntry.NodePaused;
import tribunal.history.HarnessEntry.NodeResumed;
import tribunal.history.HarnessEntry.NodeStarted;
import tribunal.simulation.decision.Decision;
import tribunal.simulation.decision.Decision.ScheduledOutage;
import tribunal.simulation.decision.SimulationInput;
import tribunal.simulation.decision.SimulationInput.Story;

class SimulatedRunTest {
    private static final long MS = 1_000_000;
    private static final Set<String> FINALS = Set.of("DELIVERED", "CANCELLED", "REJECTED", "REFUNDED");

    private static SimulationInput calmWith(Decision... decisions) {
        SimulationInput calm = Seeds.sound("calm", 7);
        return new SimulationInput(calm.scenario(), calm.seed(), 2, calm.defect(), Optional.empty())
                .withStory(new Story(Optional.empty(), List.of(decisions)));
    }

    /** The last status of each order. */
    private static Set<String> ends(SimulationResult run) {
        return run
                .history()
                .all(Committed.class)
                .collect(Collectors.toMap(Committed::order, Committed::status, (_, later) -> later))
                .values()
                .stream()
                .collect(Collectors.toSet());
    }

    @Test
    void without_faults_every_order_comes_to_its_end_and_is_seen_by_its_customer() throws InterruptedException {
        SimulationResult run = Seeds.run(Seeds.sound("calm", 1));

        assertThat(run.history().first(Drained.class)).isPresent();
        assertThat(FINALS).containsAll(ends(run));
        assertThat(run.history().all(UpdateReceived.class).map(UpdateReceived::status))
                .contains("DELIVERED");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20, 77})
    void the_same_seed_gives_the_same_history_to_the_last_byte(long seed) throws InterruptedException {
        SimulationInput trial = Seeds.sound("swarm", seed);

        assertThat(Seeds.run(trial).difference(Seeds.run(trial))).isEmpty();
    }

    @Test
    void what_was_recorded_gives_the_same_run_when_it_is_replayed() throws InterruptedException {
        SimulationInput trial = Seeds.sound("swarm", 5);
        LinkedHashSet<Decision> recorded = new LinkedHashSet<>();
        SimulationResult first = SimulatedRun.runRecorded(trial, Seeds.MODEL, Seeds.LIMITS, recorded);

        SimulationInput again = trial.withStory(new Story(Optional.empty(), List.copyOf(recorded)));

        // Replayed fates keep the names of the rules.
        assertThat(first.difference(Seeds.run(again))).isEmpty();
    }

    @Test
    void another_seed_gives_another_history() throws InterruptedException {
        assertThat(Seeds.run(Seeds.sound("swarm", 1)).difference(Seeds.run(Seeds.sound("swarm", 2))))
                .isPresent();
    }

    @Test
    void a_killed_node_is_gone_at_its_time_and_back_later_and_the_orders_end_all_the_same()
            throws InterruptedException {
        SimulationResult run = Seeds.run(calmWith(new ScheduledOutage(Kind.KILL_NODE, "node-1", 9_000 * MS, 800 * MS)));

        assertThat(run.history().all(NodeKilled.class))
                .singleElement()
                .satisfies(gone -> assertThat(gone.at()).isEqualTo(9_000 * MS));
        assertThat(run.history().all(NodeStarted.class).map(NodeStarted::node))
                .containsExactly("node-1", "node-2", "node-1");
        assertThat(FINALS).containsAll(ends(run));
    }

    @Test
    void a_paused_node_begins_nothing_while_it_is_paused() throws InterruptedException {
        SimulationInput one = Seeds.sound("calm", 7);
        SimulationInput trial = new SimulationInput(one.scenario(), one.seed(), 1, Optional.empty(), Optional.empty())
                .withStory(new Story(
                        Optional.empty(),
                        List.of(new ScheduledOutage(Kind.PAUSE_NODE, "node-1", 9_000 * MS, 4_000 * MS))));
        SimulationResult run = Seeds.run(trial);

        long paused = run.history().first(NodePaused.class).orElseThrow().at();
        long resumed = run.history().first(NodeResumed.class).orElseThrow().at();
        assertThat(resumed - paused).isEqualTo(4_000 * MS);
        assertThat(run.history().all(AttemptStarted.class).filter(a -> a.at() > paused && a.at() < resumed))
                .isEmpty();
        assertThat(FINALS).containsAll(ends(run));
    }

    @Test
    void a_store_that_is_cut_off_is_recorded_as_a_window_and_nothing_is_committed_in_it() throws InterruptedException {
        SimulationResult run =
                Seeds.run(calmWith(new ScheduledOutage(Kind.CUT_DATABASE, "store", 9_000 * MS, 1_500 * MS)));

        assertThat(run.history().all(FaultWindowOpened.class).map(FaultWindowOpened::fault))
                .containsExactly("cut-database");
        assertThat(run.history().all(Committed.class).filter(c -> c.at() > 9_000 * MS && c.at() < 10_500 * MS))
                .isEmpty();
        assertThat(FINALS).containsAll(ends(run));
    }

    @Test
    void orders_that_a_story_leaves_out_are_not_placed() throws InterruptedException {
        SimulationInput calm = Seeds.sound("calm", 7);
        String kept =
                Seeds.run(calm).history().first(Committed.class).orElseThrow().order();
        SimulationResult run = Seeds.run(calm.withStory(new Story(Optional.of(Set.of(kept)), List.of())));

        Stream<String> placed =
                run.history().all(Committed.class).map(Committed::order).distinct();
        assertThat(placed).as("the order and the canary").hasSize(2).contains(kept);
    }
}
