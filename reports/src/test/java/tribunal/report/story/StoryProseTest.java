package tribunal.report.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.ChannelEntry.FateMet;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.DatabaseEntry.EventRecorded;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry.NodeKilled;
import tribunal.history.History;
import tribunal.history.ThirdPartyEntry.EffectApplied;
import tribunal.history.ThirdPartyEntry.EffectRequested;
import tribunal.report.Samples;
import tribunal.verify.verdict.Violation;

class StoryProseTest {
    private static String prose(Violation violation, Entry... others) {
        List<Entry> entries = new ArrayList<>(violation.proof());
        entries.addAll(List.of(others));
        History history = new History(entries);
        return StoryProse.of(StoryBuilder.of(history, List.of(violation)).of(violation));
    }

    private static AttemptStarted started(double second, int attempt, int copy) {
        return new AttemptStarted((long) (second * 1e9), "e-1", "ChargePayment", attempt, copy);
    }

    private static Violation charged(EffectRequested... requests) {
        List<Entry> proof = new ArrayList<>();
        proof.add(new EventRecorded(1_000_000_000, "t", "e-1", "OrderPlaced", 1, "order:7f3a", 1));
        for (EffectRequested request : requests) {
            proof.add(request);
            proof.add(new EffectApplied(request.at() + 1_000_000, request.request(), true, 2450, null));
        }
        return new Violation("order 7f3a was charged", "order:7f3a", proof);
    }

    private static EffectRequested request(double second, long number) {
        return new EffectRequested(
                (long) (second * 1e9), number, "charge:7f3a", "charge", "order:7f3a", "e-1/ChargePayment", 2450, null);
    }

    @Test
    void what_a_fault_led_to_is_reported_as_its_consequence() {
        assertThat(prose(Samples.doubleCharge(), started(14.2, 2, 0)))
                .isEqualTo("The charge of 24.50, asked for without a key, was applied at 12.204 s."
                        + " However, the answer of ChargePayment was lost at 12.206 s,"
                        + " so ChargePayment ran again at 14.200 s,"
                        + " and the charge of 24.50, asked for without a key, was applied again at 14.231 s.");
    }

    @Test
    void what_happened_several_times_is_said_once() {
        FateMet[] copies = {
            new FateMet(2_100_000_000L, "e-1", "ChargePayment", 1, "duplicate"),
            new FateMet(2_200_000_000L, "e-1", "ChargePayment", 1, "duplicate"),
            new FateMet(2_300_000_000L, "e-1", "ChargePayment", 1, "duplicate")
        };
        assertThat(prose(charged(request(2, 1), request(2.5, 2)), copies))
                .endsWith("However, the delivery to ChargePayment was duplicated 3 times, from 2.100 s to 2.300 s,"
                        + " and the charge of 24.50 was applied again at 2.501 s.");
    }

    @Test
    void faults_of_others_and_before_the_proof_are_none_of_its_business() {
        FateMet elsewhere = new FateMet(2_100_000_000L, "e-1", "NotifyCustomer", 1, "drop");
        assertThat(prose(charged(request(2, 1)), elsewhere, new NodeKilled(500_000_000, "node-1")))
                .doesNotContain("However");
    }

    @Test
    void a_node_that_was_killed_meanwhile_is_reported() {
        assertThat(prose(charged(request(2, 1), request(3, 2)), new NodeKilled(2_500_000_000L, "node-1")))
                .contains("However, the app's node-1 was killed at 2.500 s, and the charge of 24.50 was applied again");
    }

    @Test
    void a_state_is_reported_with_its_version() {
        Committed c = new Committed(
                3_000_000_000L,
                "t",
                "order:7f3a",
                2,
                "PLACED",
                "CANCELLED",
                Map.of("restaurant", "r", "customer", "c", "total", "2450"));
        assertThat(prose(new Violation("order 7f3a is stuck", "order:7f3a", List.of(c))))
                .isEqualTo("The order became CANCELLED (version 2, transaction t) at 3.000 s.");
    }
}
