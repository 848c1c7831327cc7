package tribunal.load.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tribunal.history.ClientEntry.Outcome;
import tribunal.scenario.Journey;
import tribunal.scenario.schedule.OrderPlacement;

class GraphQlClientTest {
    @Test
    void an_order_is_an_acknowledgement_with_its_version_and_status() {
        GraphQlClient.Reading reading = GraphQlClient.read(
                200,
                "{\"data\":{\"result\":{\"__typename\":\"Order\",\"version\":3,\"status\":\"APPROVED\",\"total\":2450}}}");
        assertThat(reading)
                .isEqualTo(new GraphQlClient.Reading(Outcome.ACKNOWLEDGED, 3, "APPROVED", "", Map.of("total", "2450")));
    }

    @Test
    void what_utf_8_cannot_carry_is_sent_as_an_escape() {
        OrderPlacement.Item item = new OrderPlacement.Item("pizza\ud83c \ud83c\udf55 \0", 1, 900);
        OrderPlacement placement = new OrderPlacement(
                "r-1", "o-1", Duration.ZERO, "restaurant-1", List.of(item), Journey.HAPPY, List.of());

        byte[] sent = GraphQlClient.place(placement).getBytes(StandardCharsets.UTF_8);

        assertThat(JsonMapper.shared()
                        .readTree(sent)
                        .at("/variables/input/items/0/dish")
                        .asString())
                .isEqualTo("pizza\ud83c \ud83c\udf55 \0");
    }

    @Test
    void a_refusal_is_typed() {
        GraphQlClient.Reading reading =
                GraphQlClient.read(200, "{\"data\":{\"result\":{\"__typename\":\"Refusal\",\"reason\":\"TOO_LATE\"}}}");
        assertThat(reading).isEqualTo(new GraphQlClient.Reading(Outcome.REFUSED, 0, "", "TOO_LATE", Map.of()));
    }

    @Test
    void no_order_is_a_refusal_with_its_reason() {
        assertThat(GraphQlClient.read(200, "{\"data\":{\"result\":null}}"))
                .isEqualTo(new GraphQlClient.Reading(Outcome.REFUSED, 0, "", "UNKNOWN_ORDER", Map.of()));
    }

    @Test
    void what_a_list_of_dead_letters_names_is_asked_to_be_tried_again_and_nothing_if_it_names_none() {
        String listed = "{\"data\":{\"letters\":[{\"event\":\"e-1\",\"function\":\"NotifyCustomer\"}]}}";

        assertThat(GraphQlClient.redrive(listed).orElseThrow())
                .contains("redriveDeadLetters")
                .contains("\"letters\":[{\"event\":\"e-1\",\"function\":\"NotifyCustomer\"}]");
        assertThat(GraphQlClient.redrive("{\"data\":{\"letters\":[]}}")).isEmpty();
        assertThat(GraphQlClient.redrive("{\"errors\":[]}")).isEmpty();
        assertThat(GraphQlClient.redrive("<html>")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            500 | {"data":{"result":{"__typename":"Order"}}} | HTTP 500
            200 | <html>                                     | no JSON
            200 | {"errors":[{"message":"broken"}]}          | broken
            200 | {"data":null}                              | no result
            200 | {"errors":[{"message":"broken"}],"data":{"result":null}} | broken
            """)
    void all_else_is_indeterminate(int status, String body, String reason) {
        assertThat(GraphQlClient.read(status, body)).isEqualTo(GraphQlClient.Reading.indeterminate(reason));
    }
}
