package tribunal.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static tribunal.verify.HistoryBuilder.CHARGE;
import static tribunal.verify.HistoryBuilder.history;
import static tribunal.verify.HistoryBuilder.placed;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tribunal.history.ChannelEntry.Answer;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.ChannelEntry.ClockSampled;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.DatabaseEntry.Claimed;
import tribunal.history.DatabaseEntry.EventRecorded;
import tribunal.history.DatabaseEntry.SettleOutcome;
import tribunal.history.DatabaseEntry.ViewRead;
import tribunal.history.ThirdPartyEntry.EffectClosed;
import tribunal.verify.verdict.Verdict;

class SilentWitnessesTest {
    /** The guarantees that are UNKNOWN since that file is missing. */
    private static List<String> without(String file, HistoryBuilder story) {
        return story.onlyAsRecorded().judged().guarantees().stream()
                .filter(v -> ("its evidence is missing: " + file + " missing or empty").equals(v.reason()))
                .map(Verdict::guarantee)
                .toList();
    }

    private static HistoryBuilder acknowledged(HistoryBuilder story) {
        return story.sends("PLACE", "order:o-1", "place/1").answers("place/1", Outcome.ACKNOWLEDGED, 1, "PLACED");
    }

    @Test
    void without_the_third_parties_nothing_is_said_of_outcomes_ends_and_requests() {
        HistoryBuilder story = acknowledged(placed())
                .deliversTheRest("order:o-1")
                .delivers(CHARGE)
                .drained();

        assertThat(without("third-parties.jsonl is", story))
                .containsExactly("idempotent-outcomes", "order-independence", "amplification", "coverage");
    }

    @Test
    void third_parties_that_nobody_had_to_ask_are_not_silent() {
        HistoryBuilder failed =
                acknowledged(placed()).attempts(CHARGE, 1, Ending.FAILED).drained();
        HistoryBuilder others =
                acknowledged(placed()).deliversTheRest("order:o-1").drained();
        HistoryBuilder asked = acknowledged(placed())
                .applies("charge", "order:o-1", 1)
                .delivers(CHARGE)
                .drained();
        HistoryBuilder closed = acknowledged(placed())
                .add(new EffectClosed(1, 1))
                .delivers(CHARGE)
                .drained();
        HistoryBuilder unknown = acknowledged(placed())
                .attempts(HistoryBuilder.delivery("order:o-1", 1, "NoSuchFunction"), 1, Ending.DONE)
                .drained();

        assertThat(List.of(failed, others, asked, closed, unknown))
                .allSatisfy(story ->
                        assertThat(without("third-parties.jsonl is", story)).isEmpty());
    }

    /** Claimed by that node and settled by its claim. */
    private static HistoryBuilder settledBy(String node, SettleOutcome outcome) {
        return acknowledged(history().commits("order:o-1", "PLACED"))
                .applies("charge", "order:o-1", 1)
                .add(new Claimed(50 * HistoryBuilder.MS, "o-1#1", "ChargePayment", 1, node, 1))
                .at(60)
                .settles(CHARGE, 1, outcome);
    }

    @Test
    void without_a_node_s_channel_nothing_is_said_of_deliveries() {
        HistoryBuilder story = settledBy("n-2", SettleOutcome.DONE);
        story.add(new Claimed(70 * HistoryBuilder.MS, "o-1#1", "ChargePayment", 2, "n-2", 2));

        assertThat(without("channel-n-2.jsonl is", story.drained()))
                .containsExactly(
                        "at-least-once",
                        "idempotent-outcomes",
                        "order-independence",
                        "no-overlap",
                        "recovery",
                        "amplification",
                        "coverage");
    }

    @Test
    void a_node_that_gave_back_its_claim_or_showed_itself_alive_is_not_silent() {
        HistoryBuilder released = settledBy("n-2", SettleOutcome.RELEASED).drained();
        HistoryBuilder alive = settledBy("n-2", SettleOutcome.RETRY)
                .add(new ClockSampled(1, "n-2", 1))
                .drained();
        HistoryBuilder handedOver =
                settledBy("n-1", SettleOutcome.RETRY).claims(CHARGE, 2).drained();
        HistoryBuilder nobody = settledBy("n-1", SettleOutcome.RETRY)
                .add(new ClockSampled(1, "n-1", 1))
                .add(new Claimed(80 * HistoryBuilder.MS, "o-1#1", "ChargePayment", 3, "n-3", 3))
                .drained();

        assertThat(List.of(released, alive, handedOver, nobody))
                .allSatisfy(story -> assertThat(story.onlyAsRecorded().judged().guarantees())
                        .noneMatch(v -> String.valueOf(v.reason()).contains("channel-")));
    }

    @Test
    void a_channel_that_recorded_attempts_without_hand_overs_is_not_what_a_node_s_work_is_seen_by() {
        HistoryBuilder story = settledBy("n-2", SettleOutcome.RETRY)
                .add(new AttemptStarted(55 * HistoryBuilder.MS, "o-1#1", "ChargePayment", 1, 0))
                .answered(CHARGE, 1, Answer.FAILED);

        assertThat(without("channel-n-2.jsonl is", story.drained())).contains("no-overlap");
    }

    @Test
    void without_the_database_nothing_is_said_of_anything() {
        HistoryBuilder acknowledged = acknowledged(history()).drained();
        HistoryBuilder handedOver = history().claims(CHARGE, 1).drained();
        handedOver = withoutClaims(handedOver);
        HistoryBuilder asked = history().applies("charge", "order:o-1", 1).drained();

        assertThat(List.of(acknowledged, handedOver, asked))
                .allSatisfy(
                        story -> assertThat(without("database.jsonl is", story)).hasSize(Judge.GUARANTEES.size()));
    }

    private static HistoryBuilder withoutClaims(HistoryBuilder story) {
        HistoryBuilder rest = history();
        story.recorded().entries().stream()
                .filter(e -> !(e instanceof Claimed))
                .filter(e -> !(e instanceof tribunal.history.HarnessEntry.RunStarted))
                .filter(e -> !(e instanceof ViewRead))
                .forEach(rest::add);
        return rest;
    }

    @Test
    void a_database_to_which_nothing_is_known_to_have_come_is_not_silent() {
        HistoryBuilder refused = history()
                .sends("PLACE", "order:o-1", "place/1")
                .answers("place/1", Outcome.INDETERMINATE, 0, null)
                .drained();
        HistoryBuilder eventAlone = acknowledged(history())
                .add(new EventRecorded(1, "t-1", "o-1#1", "OrderPlaced", 1, "order:o-1", 1))
                .drained();
        HistoryBuilder boardAlone = acknowledged(history())
                .add(new ViewRead(1, "board", "r-1", 1, new TreeMap<>()))
                .drained();

        assertThat(List.of(refused, eventAlone, boardAlone, history().drained()))
                .allSatisfy(
                        story -> assertThat(without("database.jsonl is", story)).isEmpty());
    }

    @Test
    void without_the_clients_nothing_is_said_of_promises_ends_and_subscriptions() {
        assertThat(without(
                        "client.jsonl is",
                        history().commits("order:o-1", "PLACED").drained()))
                .containsExactly("atomicity", "order-independence", "subscription", "coverage");
        assertThat(without(
                        "client.jsonl is",
                        history().commits("order:o-1", "PLACED").subscribes("ws-1", "order:o-1")))
                .isEmpty();
        assertThat(without(
                        "client.jsonl is",
                        history().commits("order:o-1", "PLACED").pongs("ws-1")))
                .isEmpty();
    }

    @Test
    void several_files_are_named_together() {
        HistoryBuilder story =
                placed().deliversTheRest("order:o-1").delivers(CHARGE).drained();

        assertThat(without("client.jsonl and third-parties.jsonl are", story))
                .containsExactly("order-independence", "coverage");
    }
}
