package tribunal.verify.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.DatabaseEntry.Claimed;
import tribunal.history.DeliveryId;
import tribunal.verify.Foodcourt;

class DeliveryEvidenceTest {
    private static final Claimed CLAIMED = new Claimed(1, "e", "f", 1, "node-1", 1);
    private static final AttemptStarted STARTED = new AttemptStarted(2, "e", "f", 1, 0);
    private static final AttemptStarted COPY = new AttemptStarted(3, "e", "f", 1, 1);

    private final DeliveryEvidence delivery =
            new DeliveryEvidence(new DeliveryId("e", "f"), Optional.empty(), Foodcourt.MODEL);

    @Test
    void entries_are_found_by_kind_and_by_time() {
        delivery.add(CLAIMED);
        delivery.add(STARTED);
        delivery.add(COPY);

        assertThat(delivery.all(AttemptStarted.class)).containsExactly(STARTED, COPY);
        assertThat(delivery.first(AttemptStarted.class)).contains(STARTED);
        assertThat(delivery.last(AttemptStarted.class)).contains(COPY);
        assertThat(delivery.count(Claimed.class)).isEqualTo(1);
        assertThat(delivery.entries()).containsExactly(CLAIMED, STARTED, COPY);
    }

    @Test
    void an_entry_that_is_added_after_a_question_is_found_too() {
        delivery.add(STARTED);
        assertThat(delivery.count(AttemptStarted.class)).isEqualTo(1);

        delivery.add(COPY);

        assertThat(delivery.all(AttemptStarted.class)).containsExactly(STARTED, COPY);
    }
}
