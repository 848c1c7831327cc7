package tribunal.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static tribunal.verify.HistoryBuilder.TOTAL;
import static tribunal.verify.HistoryBuilder.delivery;
import static tribunal.verify.HistoryBuilder.history;
import static tribunal.verify.HistoryBuilder.sound;
import static tribunal.verify.VerdictAssert.assertThatVerdict;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tribunal.history.AppModel;
import tribunal.history.AppModel.Account;
import tribunal.history.AppModel.Engine;
import tribunal.history.AppModel.Operation;
import tribunal.history.AppModel.Topic;
import tribunal.history.AppModel.View;
import tribunal.history.AppModel.Visibility;
import tribunal.history.AppModelBuilder;
import tribunal.history.ClientEntry;
import tribunal.history.ClientEntry.Content;
import tribunal.history.ClientEntry.OperationAnswered;
import tribunal.history.ClientEntry.OperationSent;
import tribunal.history.ClientEntry.UpdateReceived;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.EntityType;
import tribunal.history.EntityType.Cause;
import tribunal.history.EntityType.Outcome;
import tribunal.verify.verdict.FindingText;

/** Models of other apps: parts that Foodcourt's model has and theirs lack, or have otherwise. */
class OtherDomainTest {
    private static final AppModel MODEL = Foodcourt.MODEL;

    /** Foodcourt's model, of an engine that declares what a history shows without being asked to. */
    private static AppModelBuilder other() {
        return new AppModelBuilder(MODEL)
                .engine(new Engine(null, Visibility.OBSERVED, Visibility.OBSERVED, Visibility.OBSERVED));
    }

    @Test
    void a_balance_that_is_no_number_is_not_judged() {
        HistoryBuilder story = sound().applies("refund", "order:o-1", 50);

        for (String attribute : List.of("customer", "weight")) {
            AppModel odd = other().accounts(Map.of(
                            "money", new Account(new TreeMap<>(Map.of("DELIVERED", attribute, "CANCELLED", "0")))))
                    .build();
            assertThat(story.promises(odd)
                            .drained()
                            .verdict("idempotent-outcomes")
                            .violations())
                    .isEmpty();
        }
        AppModel empty = other().accounts(Map.of("money", new Account(new TreeMap<>(Map.of("DELIVERED", "0")))))
                .build();
        assertThatVerdict(story.promises(empty).verdict("idempotent-outcomes"))
                .isInvalid("order o-1 ended DELIVERED, charged 24.50, refunded 0.50");
    }

    @Test
    void an_entity_without_declared_outcomes_may_end_in_any_final_state() {
        EntityType order = MODEL.entity("order");
        EntityType open = new EntityType(order.attributes(), order.transitions(), order.finalStates(), List.of(), 0);
        AppModel model = other().entities(Map.of("order", open)).build();

        assertThat(sound().refuses("approve", "order:o-1")
                        .promises(model)
                        .drained()
                        .verdict("order-independence")
                        .violations())
                .isEmpty();
    }

    @Test
    void an_end_can_follow_from_what_was_applied_or_asked_for() {
        EntityType order = MODEL.entity("order");
        for (Cause after :
                List.of(new Cause("release", null, null, null, null), new Cause(null, null, null, "PLACE", null))) {
            EntityType caused = new EntityType(
                    order.attributes(),
                    order.transitions(),
                    order.finalStates(),
                    List.of(new Outcome(after, List.of("DELIVERED")), new Outcome(null, List.of("REFUNDED"))),
                    0);
            AppModel model = other().entities(Map.of("order", caused)).build();
            HistoryBuilder story =
                    sound().sends("PLACE", "order:o-1", "p-1").promises(model).drained();

            assertThat(story.verdict("order-independence").violations()).isEmpty();
            HistoryBuilder forbidden = sound().promises(model);
            forbidden
                    .add(new OperationSent(1, "p-1", 1, "PLACE", "order:o-1", "c-1", 1, Map.of(), Content.FORBIDDEN))
                    .drained();
            assertThat(forbidden.verdict("order-independence").violations()).hasSize(after.asked() == null ? 0 : 1);
        }
    }

    @Test
    void a_third_party_is_silent_only_if_functions_have_effects() {
        AppModel without = new AppModelBuilder("other")
                .entities(MODEL.entities())
                .operations(MODEL.operations())
                .functions(MODEL.functions())
                .build();
        HistoryBuilder story = history()
                .onlyAsRecorded()
                .sends("PLACE", "order:o-1", "p-1")
                .commits("order:o-1", "PLACED")
                .delivers(HistoryBuilder.CHARGE)
                .drained();

        assertThat(story.verdict("idempotent-outcomes").reason()).contains("third-parties.jsonl");
        assertThat(String.valueOf(
                        story.promises(without).verdict("idempotent-outcomes").reason()))
                .doesNotContain("third-parties.jsonl");
        assertThat(history()
                        .onlyAsRecorded()
                        .sends("PLACE", "order:o-1", "p-1")
                        .commits("order:o-1", "PLACED")
                        .delivers(HistoryBuilder.CHARGE)
                        .promises(Foodcourt.DECLARED)
                        .drained()
                        .verdict("idempotent-outcomes")
                        .reason())
                .contains("third-parties.jsonl");
        assertThat(String.valueOf(history()
                        .onlyAsRecorded()
                        .sends("PLACE", "order:o-1", "p-1")
                        .commits("order:o-1", "PLACED")
                        .delivers(delivery("order:o-1", 1, "ProjectRestaurantBoard"))
                        .promises(Foodcourt.DECLARED)
                        .drained()
                        .verdict("idempotent-outcomes")
                        .reason()))
                .doesNotContain("third-parties.jsonl");
    }

    @Test
    void an_entity_of_an_undeclared_type_has_no_legal_step() {
        HistoryBuilder story = history();
        story.add(new Committed(1, "t-1", "parcel:1", 1, null, "SENT", Map.of()));

        assertThatVerdict(story.drained().verdict("order-independence"))
                .isInvalid("parcel 1 went nothing → SENT in version 1, which is not legal");
    }

    @Test
    void views_count_entities_of_their_type_that_have_their_attribute() {
        AppModel ofParcels =
                other().views(Map.of("board", new View("parcel", "restaurant"))).build();
        AppModel byColour =
                other().views(Map.of("board", new View("order", "colour"))).build();
        HistoryBuilder story = sound().board(Map.of());

        assertThat(story.promises(ofParcels)
                        .drained()
                        .verdict("idempotent-outcomes")
                        .violations())
                .isEmpty();
        assertThat(story.promises(byColour).verdict("idempotent-outcomes").violations())
                .isEmpty();
        assertThat(sound().board(Map.of("DELIVERED", 7L))
                        .promises(other().views(Map.of()).build())
                        .drained()
                        .verdict("idempotent-outcomes")
                        .violations())
                .isEmpty();
    }

    @Test
    void a_topic_of_a_view_that_no_model_declares_shows_nothing() {
        AppModel model = other().views(Map.of())
                .topics(Map.of("board", new Topic(null, null, "board", 1), "all", new Topic("order", null, null, 1)))
                .build();
        HistoryBuilder story = sound().subscribes("ws-1", "board:r-1").subscribes("ws-2", "all:o-1");
        story.add(new UpdateReceived(story.now() + 1, "ws-2", "s", "order:o-1", 5, "DELIVERED", Map.of()));

        assertThatVerdict(story.promises(model).drained().verdict("subscription"))
                .isValid();
    }

    @Test
    void a_topic_shows_entities_of_its_type_only() {
        HistoryBuilder story = history().subscribes("ws-1", "order:1");
        story.add(new Committed(story.now() + 1, "t-1", "parcel:1", 1, null, "PLACED", Map.of()));
        story.add(new UpdateReceived(story.now() + 2, "ws-1", "s", "parcel:1", 1, "PLACED", Map.of()));

        assertThatVerdict(story.verdict("subscription"))
                .isInvalid("a subscriber of order:1 saw parcel 1, which that topic does not cover");
    }

    @Test
    void a_topic_shows_the_entities_whose_attribute_is_its_key() {
        AppModel model = Foodcourt.withTopic("restaurant", new Topic("order", "restaurant", null, 1));

        // The order is of restaurant r-1: a subscriber of r-1 has to see it, one of r-2 or c-1 has not.
        assertThatVerdict(history()
                        .promises(model)
                        .exact()
                        .subscribes("ws-1", "restaurant:r-1")
                        .commits("order:o-1", "PLACED")
                        .drained()
                        .verdict("subscription"))
                .isInvalid("version 1 (PLACED) of order o-1 was not shown within 50.0 ms to a live subscriber of"
                        + " restaurant:r-1, though nothing was wrong");
        for (String other : List.of("restaurant:r-2", "restaurant:c-1")) {
            assertThat(history()
                            .promises(model)
                            .exact()
                            .subscribes("ws-1", other)
                            .commits("order:o-1", "PLACED")
                            .drained()
                            .verdict("subscription")
                            .violations())
                    .isEmpty();
        }
    }

    @Test
    void attributes_that_were_not_committed_are_not_compared() {
        HistoryBuilder story = history().subscribes("ws-1", "order:o-1").sends("PLACE", "order:o-1", "p-1");
        story.commits("order:o-1", "PLACED")
                .add(new OperationAnswered(
                        story.now() + 1,
                        "p-1",
                        1,
                        ClientEntry.Outcome.ACKNOWLEDGED,
                        1,
                        "PLACED",
                        null,
                        Map.of("colour", "red")))
                .add(new UpdateReceived(
                        story.now() + 2, "ws-1", "s", "order:o-1", 1, "PLACED", Map.of("colour", "red")))
                .add(new UpdateReceived(
                        story.now() + 3,
                        "ws-1",
                        "s",
                        "order:o-1",
                        1,
                        "PLACED",
                        HistoryBuilder.attributes("r-1", "c-1", TOTAL)));

        assertThatVerdict(story.drained().verdict("atomicity")).isValid();
        assertThatVerdict(story.verdict("subscription")).isValid();
    }

    @Test
    void anybody_may_read_where_the_model_names_no_reader() {
        SortedMap<String, Operation> operations = new TreeMap<>(MODEL.operations());
        operations.put("READ", new Operation(null, null, "order", null, new TreeMap<>(), null));
        operations.put("TOUCH", new Operation(null, "order", null, null, new TreeMap<>(), null));
        operations.put("LOOK", new Operation(null, null, "parcel", null, new TreeMap<>(), "customer"));
        AppModel model = other().operations(operations).build();
        HistoryBuilder story = history()
                .commits("order:o-1", "PLACED", "PAID")
                .sees("ws-1", "order:o-1", 2, "PAID")
                .asks("READ", "order:o-1", "read/c-1/1", 1, 1, "PLACED")
                .asks("TOUCH", "order:o-1", "touch/c-1/1", 1, 2, "PAID");

        assertThatVerdict(story.promises(model).drained().verdict("atomicity")).isValid();
        assertThat(story.judged().situations()).containsEntry("cancel-again", 0L);
    }

    @Test
    void quantities_are_in_the_unit_of_their_account() {
        AppModel points = new AppModelBuilder(Foodcourt.DECLARED)
                .accounts(Map.of("money", new Account(new TreeMap<>(Map.of("DELIVERED", "total")), "points")))
                .build();

        assertThatVerdict(sound().applies("refund", "order:o-1", 50)
                        .promises(points)
                        .drained()
                        .verdict("idempotent-outcomes"))
                .isInvalid("order o-1 ended DELIVERED, charged 2450 points of 2450 points, refunded 50 points");
        assertThat(FindingText.value(points, "total", "2450")).isEqualTo("2450 points");
        assertThat(FindingText.quantity(points, "charge", 7)).isEqualTo("7 points");
        assertThat(FindingText.quantity(points, "notify", 7)).isEqualTo("0.07");
        assertThat(FindingText.quantity(points, "unheard-of", 7)).isEqualTo("0.07");
    }

    @Test
    void values_are_amounts_where_the_model_says_so() {
        assertThat(FindingText.value(MODEL, "total", "2450")).isEqualTo("24.50");
        assertThat(FindingText.value(MODEL, "total", "much")).isEqualTo("much");
        assertThat(FindingText.value(MODEL, "total", null)).isEqualTo("null");
        assertThat(FindingText.value(MODEL, "customer", "2450")).isEqualTo("2450");
        assertThat(FindingText.value(Foodcourt.DECLARED, "total", "5")).isEqualTo("0.05");
    }
}
