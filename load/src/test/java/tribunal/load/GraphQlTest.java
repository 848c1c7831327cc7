package tribunal.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tribunal.history.ClientEntry.Outcome;

class GraphQlTest {
    @Test
    void an_order_is_an_acknowledgement_with_its_version_and_status() {
        GraphQl.Reading reading = GraphQl.read(
                200, "{\"data\":{\"result\":{\"__typename\":\"Order\",\"version\":3,\"status\":\"APPROVED\"}}}");
        assertThat(reading).isEqualTo(new GraphQl.Reading(Outcome.ACKNOWLEDGED, 3, "APPROVED", ""));
    }

    @Test
    void a_refusal_is_typed() {
        GraphQl.Reading reading =
                GraphQl.read(200, "{\"data\":{\"result\":{\"__typename\":\"Refusal\",\"reason\":\"TOO_LATE\"}}}");
        assertThat(reading).isEqualTo(new GraphQl.Reading(Outcome.REFUSED, 0, "", "TOO_LATE"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            500 | {"data":{"result":{"__typename":"Order"}}} | HTTP 500
            200 | <html>                                     | no JSON
            200 | {"errors":[{"message":"broken"}]}          | broken
            200 | {"data":{"result":null}}                   | no result
            """)
    void all_else_is_indeterminate(int status, String body, String reason) {
        assertThat(GraphQl.read(status, body)).isEqualTo(GraphQl.Reading.indeterminate(reason));
    }
}
