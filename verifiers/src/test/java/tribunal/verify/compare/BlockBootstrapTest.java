package tribunal.verify.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import tribunal.verify.measure.LatencyInterval;
import tribunal.verify.measure.SegmentLatency;
import tribunal.verify.measure.SegmentRecorder;

class BlockBootstrapTest {
    private static final long SECOND = 1_000_000_000;

    /** One value in each second. */
    private static SegmentLatency run(long... nanos) {
        Histogram all = SegmentRecorder.histogram();
        List<LatencyInterval> intervals = new ArrayList<>();
        for (int second = 0; second < nanos.length; second++) {
            Histogram histogram = SegmentRecorder.histogram();
            histogram.recordValue(nanos[second]);
            all.add(histogram);
            intervals.add(new LatencyInterval(second * SECOND, (second + 1) * SECOND, histogram));
        }
        return new SegmentLatency("handle", all, null, intervals, List.of());
    }

    @Test
    void a_percentile_is_the_smallest_value_that_its_share_of_values_does_not_exceed() {
        BlockBootstrap sample = new BlockBootstrap(List.of(run(10, 20, 30, 40)));

        assertThat(sample.percentiles(25, 50, 51, 99)).containsExactly(10, 20, 30, 40);
    }

    /**
     * The cube root of 2, rounded up, is 2: wherever the stretch of neighbours begins, it holds both, and each once.
     */
    @Test
    void a_draw_of_two_blocks_is_one_stretch_that_holds_both() {
        BlockBootstrap sample = new BlockBootstrap(List.of(run(10, 20)));
        SplittableRandom random = new SplittableRandom(42);

        for (int n = 0; n < 20; n++) {
            assertThat(sample.drawn(random, 50, 51)).containsExactly(10, 20);
        }
    }
}
