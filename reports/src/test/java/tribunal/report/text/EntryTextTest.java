package tribunal.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tribunal.history.ChannelEntry.AttemptEnded;
import tribunal.history.ChannelEntry.Ending;
import tribunal.history.ClientEntry.EndedBy;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.Outcome;
import tribunal.history.ClientEntry.Unsubscribed;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.DatabaseEntry.EventRecorded;
import tribunal.history.DatabaseEntry.SettleOutcome;
import tribunal.history.DatabaseEntry.Settled;
import tribunal.history.DeliveryId;
import tribunal.history.Demands;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry.NotDrained;
import tribunal.history.JudgeLimits;
import tribunal.history.ThirdPartyEntry.EffectApplied;
import tribunal.history.file.EntryCodec;
import tribunal.report.Samples;

class EntryTextTest {
    @Test
    void every_kind_of_entry_has_a_sentence_without_nulls() {
        assertThat(EntryCodec.kinds())
                .allSatisfy(kind -> assertThat(alone(blank(kind))).isNotBlank().doesNotContain("null", "%"));
    }

    @Test
    void an_event_is_named_by_what_the_other_entries_say_of_it() {
        var crash = new AttemptEnded(2, "e-1", "ChargePayment", 3, 1, Ending.CRASHED, "after-call-3");
        var recorded = new EventRecorded(1, "900", "e-1", "OrderPlaced", 1, "order:7f3a", 1);

        assertThat(alone(crash)).isEqualTo("ChargePayment on event e-1, attempt 3: copy 1 crashed at after-call-3");
        assertThat(new EntryText(List.of(recorded, crash)).sentence(crash))
                .isEqualTo("ChargePayment on OrderPlaced#1 of 7f3a, attempt 3: copy 1 crashed at after-call-3");
    }

    @Test
    void an_effect_whose_request_is_unknown_is_named_by_its_number() {
        assertThat(alone(new EffectApplied(1, 17, false, 2450, "c-9")))
                .isEqualTo("request 17 repeated its answer, 24.50, c-9");
    }

    @Test
    void long_ids_are_shortened_everywhere() {
        var answered = new OperationAnswered(
                1, "PLACE/c-1/0f8fad5b-d9cb-469f-a165-70867728950e", 2, Outcome.REFUSED, 0, null, "closed", Map.of());
        assertThat(alone(answered)).isEqualTo("PLACE/c-1/0f8fad5b, send 2: refused: closed");
    }

    @Test
    void states_and_versions_are_shown() {
        assertThat(alone(new Committed(
                        1,
                        "901",
                        "order:7f3a",
                        2,
                        "PLACED",
                        "PAID",
                        Map.of("restaurant", "r-1", "customer", "c-1", "total", "2450"))))
                .isEqualTo("order 7f3a version 2 committed, PLACED to PAID, in transaction 901");
        assertThat(alone(new UpdateReceived(1, "k-1", "s-1", "order:7f3a", 2, "PAID", Map.of())))
                .isEqualTo("k-1/s-1 sees order 7f3a at version 2, PAID");
        assertThat(alone(new Settled(1, "e-1", "Notify", 8, 5, SettleOutcome.DONE)))
                .isEqualTo("Notify on event e-1 settled DONE by token 5 though the newest claim's is 8");
        assertThat(alone(new NotDrained(1, "nothing moves", List.of(new DeliveryId("e-1", "Notify")))))
                .isEqualTo("not drained, 1 delivery outstanding: nothing moves");
    }

    @Test
    void the_end_of_a_subscription_names_who_ended_it() {
        assertThat(alone(new Unsubscribed(1, "k-1", "s-1", EndedBy.APP))).isEqualTo("the app ended s-1 of k-1");
        assertThat(alone(new Unsubscribed(1, "k-1", "s-1", EndedBy.CLIENT))).isEqualTo("k-1 gives up s-1");
        // an older history does not say who
        assertThat(alone(new Unsubscribed(1, "k-1", "s-1", null))).isEqualTo("k-1 gives up s-1");
    }

    private static String alone(Entry entry) {
        return new EntryText(List.of(entry)).sentence(entry);
    }

    /** An entry of this kind whose texts are {@code x} and whose figures are 1. */
    private static Entry blank(Class<?> kind) {
        try {
            RecordComponent[] parts = kind.getRecordComponents();
            Class<?>[] types =
                    Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Object[] values = Stream.of(types).map(EntryTextTest::sample).toArray();
            return (Entry) kind.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("cannot make a " + kind.getSimpleName(), e);
        }
    }

    private static Object sample(Class<?> type) {
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        return switch (type.getSimpleName()) {
            case "long", "Long" -> 1L;
            case "int" -> 1;
            case "double" -> 0.5;
            case "boolean" -> true;
            case "String" -> "x";
            case "List" -> List.of();
            case "Map" -> Map.of();
            case "SortedMap" -> Samples.sorted(Map.of("PLACED", 1L));
            case "Demands" -> new Demands(List.of(), List.of(), List.of());
            case "JudgeLimits" -> limits();
            default -> throw new AssertionError("no sample of " + type);
        };
    }

    private static JudgeLimits limits() {
        var second = Duration.ofSeconds(1);
        return new JudgeLimits(
                1, second, second, second, second, second, second, second, second, second, 1, null, null);
    }
}
