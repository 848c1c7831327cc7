package tribunal.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import foodcourt.defect.Defect;
import foodcourt.defect.Defects;
import foodcourt.port.Hint;
import foodcourt.port.HintListener;
import foodcourt.port.Ports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tribunal.fault.plan.Outage.Kind;
import tribunal.history.AppModel;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.ClientEntry.EndedBy;
import tribunal.history.ClientEntry.Subscribed;
import tribunal.history.ClientEntry.Unsubscribed;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.DatabaseEntry.EventRecorded;
import tribunal.history.HarnessEntry.Drained;
import tribunal.history.HarnessEntry.FaultWindowOpened;
import tribunal.history.HarnessEntry.NodeKilled;
import tribunal.history.HarnessEntry.NodePaused;
import tribunal.history.HarnessEntry.NodeResumed;
import tribunal.history.HarnessEntry.NodeStarted;
import tribunal.history.HarnessEntry.NodeStopping;
import tribunal.simulation.decision.Decision;
import tribunal.simulation.decision.Decision.ScheduledOutage;
import tribunal.simulation.decision.SimulationInput;
import tribunal.simulation.decision.SimulationInput.RecordedDecisions;

class SimulatedRunTest {
    private static final long MS = 1_000_000;
    private static final Set<String> FINALS = Set.of("DELIVERED", "CANCELLED", "REJECTED", "REFUNDED");

    private static SimulationInput calmWith(Decision... decisions) {
        // A seed with quick third parties and many slots, so that only hints and polls let deliveries wait.
        SimulationInput calm = Seeds.sound("calm", 8);
        return new SimulationInput(calm.scenario(), calm.seed(), 2, calm.defect(), Optional.empty())
                .withRecorded(new RecordedDecisions(Optional.empty(), List.of(decisions)));
    }

    /** The last status of each order. */
    private static Set<String> ends(SimulationResult run) {
        return run
                .history()
                .all(Committed.class)
                .collect(Collectors.toMap(Committed::entity, Committed::state, (_, later) -> later))
                .values()
                .stream()
                .collect(Collectors.toSet());
    }

    @Test
    void without_faults_every_order_comes_to_its_end_and_is_seen_by_its_customer() throws InterruptedException {
        SimulationResult run = Seeds.run(Seeds.sound("calm", 1));

        assertThat(run.history().first(Drained.class)).isPresent();
        assertThat(FINALS).containsAll(ends(run));
        assertThat(run.history().all(UpdateReceived.class).map(UpdateReceived::state))
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

        SimulationInput again = trial.withRecorded(new RecordedDecisions(Optional.empty(), List.copyOf(recorded)));

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
    void a_node_that_is_asked_to_stop_is_recorded_when_it_is_asked_and_when_it_is_gone() throws InterruptedException {
        SimulationResult run = Seeds.run(calmWith(new ScheduledOutage(Kind.STOP_NODE, "node-1", 9_000 * MS, 800 * MS)));

        assertThat(run.history().all(NodeStopping.class).map(NodeStopping::at)).containsExactly(9_000 * MS);
        assertThat(run.history().all(NodeKilled.class))
                .singleElement()
                .satisfies(gone -> assertThat(gone.at()).isGreaterThanOrEqualTo(9_000 * MS));
        assertThat(FINALS).containsAll(ends(run));
    }

    @Test
    void a_paused_node_begins_nothing_while_it_is_paused() throws InterruptedException {
        SimulationInput one = Seeds.sound("calm", 7);
        SimulationInput trial = new SimulationInput(one.scenario(), one.seed(), 1, Optional.empty(), Optional.empty())
                .withRecorded(new RecordedDecisions(
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
    void a_killed_database_is_a_window_of_its_own_name() throws InterruptedException {
        SimulationResult run =
                Seeds.run(calmWith(new ScheduledOutage(Kind.KILL_DATABASE, "store", 9_000 * MS, 1_500 * MS)));

        assertThat(run.history().all(FaultWindowOpened.class).map(FaultWindowOpened::fault))
                .containsExactly("kill-database");
        assertThat(FINALS).containsAll(ends(run));
    }

    @Test
    void a_rolling_restart_stops_every_node_one_after_the_other() throws InterruptedException {
        SimulationResult run =
                Seeds.run(calmWith(new ScheduledOutage(Kind.ROLLING_RESTART, "node-2", 9_000 * MS, 500 * MS)));

        assertThat(run.history().all(NodeStarted.class).map(NodeStarted::node))
                .containsExactly("node-1", "node-2", "node-1", "node-2");
        assertThat(run.history().all(NodeStopping.class).map(NodeStopping::node))
                .containsExactly("node-1", "node-2");
        assertThat(FINALS).containsAll(ends(run));
    }

    /** The longest time for which a delivery that was due waited for its first hand-over, in nanoseconds. */
    private static long longestWait(SimulationResult run) {
        Map<String, Long> recorded =
                run.history().all(EventRecorded.class).collect(Collectors.toMap(EventRecorded::event, e -> e.at()));
        return run.history()
                .all(HandedOver.class)
                .filter(handed -> handed.attempt() == 1)
                .mapToLong(handed ->
                        handed.at() - Math.max(handed.due(), Objects.requireNonNull(recorded.get(handed.event()))))
                .max()
                .orElseThrow();
    }

    @Test
    void while_hints_are_lost_deliveries_wait_for_the_next_poll() throws InterruptedException {
        SimulationResult run = Seeds.run(calmWith(
                new ScheduledOutage(Kind.LOSE_HINTS, "node-1", 5_000 * MS, 9_000 * MS),
                new ScheduledOutage(Kind.LOSE_HINTS, "node-2", 5_000 * MS, 9_000 * MS)));

        // A hint and some statements take 5 ms at most. Polls are 500 ms apart, and one takes some milliseconds.
        assertThat(longestWait(Seeds.run(calmWith()))).isLessThan(50 * MS);
        assertThat(longestWait(run)).isBetween(100 * MS, 600 * MS);
        assertThat(run.outages()).containsEntry("lose-hints", 2L);
        assertThat(FINALS).containsAll(ends(run));
    }

    /** The beginnings of the names of what customers subscribe to: {@code customer}, {@code order} or both. */
    private static Set<String> topics(long seed) throws InterruptedException {
        return Seeds.run(Seeds.sound("calm", seed))
                .history()
                .all(Subscribed.class)
                .map(subscribed -> subscribed.topic().replaceAll(":.*", ""))
                .filter(topic -> !topic.equals("board"))
                .collect(Collectors.toSet());
    }

    @Test
    void in_some_seeds_customers_watch_only_all_their_orders_and_in_some_only_single_orders()
            throws InterruptedException {
        Set<Set<String>> drawn = new HashSet<>();
        for (long seed = 1; seed <= 12; seed++) {
            drawn.add(topics(seed));
        }

        assertThat(drawn).containsExactlyInAnyOrder(Set.of("customer"), Set.of("order"), Set.of("customer", "order"));
    }

    /** Hears what the listeners of all nodes hear; changes nothing. */
    private record HintRecorder(List<Hint> heard) implements Defect, HintListener {
        @Override
        public String name() {
            return "hint-recorder";
        }

        @Override
        public Ports ports(Ports sound) {
            sound.hints().listen(this);
            return sound;
        }

        @Override
        public void hinted(Hint hint) {
            heard.add(hint);
        }

        @Override
        public void reconnected() {}
    }

    @Test
    void a_node_hears_its_first_hint_of_an_order_again_when_somebody_subscribes() throws InterruptedException {
        HintRecorder recorder = new HintRecorder(new ArrayList<>());

        Seeds.run(Seeds.broken("swarm", 1, recorder));

        // The app sends one hint of its own for each version, and other nodes hear only the id.
        Map<Hint, Long> changes = recorder.heard().stream()
                .filter(Hint.OrderChanged.class::isInstance)
                .collect(Collectors.groupingBy(hint -> hint, Collectors.counting()));
        assertThat(changes).containsValue(2L);
    }

    @Test
    void after_a_frame_that_cannot_be_sent_the_app_ends_the_subscription_and_the_customer_subscribes_again()
            throws InterruptedException {
        SimulationResult run =
                Seeds.run(calmWith(new ScheduledOutage(Kind.FAIL_UPDATES, "customer-0001", 5_000 * MS, 0)));

        Unsubscribed ended = run.history()
                .all(Unsubscribed.class)
                .filter(end -> end.by() == EndedBy.APP)
                .findFirst()
                .orElseThrow();
        String entity = run.history()
                .all(Subscribed.class)
                .filter(before -> before.subscription().equals(ended.subscription()))
                .map(Subscribed::topic)
                .findFirst()
                .orElseThrow();
        assertThat(run.history().all(Subscribed.class).filter(again -> again.at() > ended.at()))
                .anySatisfy(again -> assertThat(again)
                        .extracting(Subscribed::connection, Subscribed::topic)
                        .containsExactly(ended.connection(), entity));
        assertThat(run.history().all(FaultWindowOpened.class))
                .extracting(FaultWindowOpened::fault)
                .containsExactly("fail-updates");
        assertThat(run.outages()).containsEntry("fail-updates", 1L);
    }

    @Test
    void updates_that_two_threads_hand_over_to_one_subscriber_are_an_error_of_the_run() throws InterruptedException {
        Defect sideBySide = Defects.named("update-out-of-order").orElseThrow();

        assertThat(Seeds.run(Seeds.broken("swarm", 1, sideBySide)).errors())
                .extracting(RuntimeException::getMessage)
                .anySatisfy(error -> assertThat(error).startsWith("two threads update customer-"));
        assertThat(Seeds.run(Seeds.sound("swarm", 1)).errors()).isEmpty();
    }

    @Test
    void orders_that_a_story_leaves_out_are_not_placed() throws InterruptedException {
        SimulationInput calm = Seeds.sound("calm", 7);
        String kept =
                Seeds.run(calm).history().first(Committed.class).orElseThrow().entity();
        SimulationResult run = Seeds.run(
                calm.withRecorded(new RecordedDecisions(Optional.of(Set.of(AppModel.keyOf(kept))), List.of())));

        Stream<String> placed =
                run.history().all(Committed.class).map(Committed::entity).distinct();
        assertThat(placed).as("the order and the canary").hasSize(2).contains(kept);
    }

    @Test
    void third_parties_are_slow_in_half_of_the_seeds_of_an_exact_scenario() {
        // seed 1 draws one slot and usual third parties, seed 2 one slot and slow ones, seed 3 many slots and slow ones
        assertThat(Seeds.sound("calm", 1).thirdPartyLatency()).isEqualTo(Duration.ofNanos(1_500_000));
        assertThat(Seeds.sound("calm", 2).thirdPartyLatency()).isEqualTo(Duration.ofMillis(50));
        assertThat(Seeds.sound("calm", 3).thirdPartyLatency()).isEqualTo(Duration.ofMillis(150));
        assertThat(Seeds.sound("swarm", 3).thirdPartyLatency()).isEqualTo(Duration.ofNanos(1_500_000));
    }
}
