package tribunal.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tribunal.report.Samples;

class WaterfallTest {
    @Test
    void a_bar_begins_where_the_step_does_and_is_pale_while_it_waits() {
        // Of 100 ms: could begin at 16, was begun at 40, done at 96
        assertThat(HtmlPage.fill("waterfall.jte", Samples.doubleCharges()))
                .containsSubsequence(
                        "9 of 10 orders that went PLACED → PAID → DELIVERED",
                        ">CompleteDelivery<",
                        "class=\"wait\" style=\"left:16.00%;width:24.00%\"",
                        "class=\"work\" style=\"left:40.00%;width:56.00%\"",
                        ">24 ms<",
                        ">56 ms<",
                        ">96 ms<");
    }

    @Test
    void without_a_finished_entity_it_says_so() {
        assertThat(HtmlPage.fill("waterfall.jte", Samples.of()))
                .contains("No entity of the storm ended: how entities spend their time is not known");
    }
}
