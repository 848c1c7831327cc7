package tribunal.verify.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tribunal.verify.measure.SegmentRecorder;

class SegmentChangeTest {
    /** From 2 ms, significantly. */
    private static SegmentChange to(long nanos) {
        boolean slower = nanos > 2_000_000;
        PercentileChange change =
                new PercentileChange(50, 2_000_000, nanos, slower ? 0.1 : -0.5, slower ? 0.5 : -0.1, null);
        return new SegmentChange(
                "handle", SegmentRecorder.histogram(), SegmentRecorder.histogram(), 1, 1, List.of(change));
    }

    @Test
    void half_a_millisecond_is_worth_a_word_and_less_is_not() {
        assertThat(to(2_500_000).slower()).isPresent();
        assertThat(to(2_499_999).slower()).isEmpty();
        assertThat(to(1_500_000).faster()).isPresent();
        assertThat(to(1_500_001).faster()).isEmpty();
    }
}
