package tribunal.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.HdrHistogram.Histogram;
import tribunal.verify.measure.LatencyInterval;
import tribunal.verify.measure.SegmentLatency;
import tribunal.verify.measure.SegmentRecorder;

/**
 * Latencies made by chance from a seed: log-normal around a median that wanders from second to second.
 *
 * @param tail factor by which the slowest tenth is slower
 * @param weather how far the median wanders, as a share of it
 */
public record Synthetic(long seed, double medianMs, double tail, double weather, int seconds, int perSecond) {
    private static final long SECOND = 1_000_000_000;
    private static final double P90 = 1.2816;

    /** 30 s at 20 a second, 20 ms each. */
    public static Synthetic run(long seed) {
        return new Synthetic(seed, 20, 1, 0.1, 30, 20);
    }

    public Synthetic median(double ms) {
        return new Synthetic(seed, ms, tail, weather, seconds, perSecond);
    }

    public Synthetic tail(double factor) {
        return new Synthetic(seed, medianMs, factor, weather, seconds, perSecond);
    }

    public Synthetic calm() {
        return new Synthetic(seed, medianMs, tail, 0, seconds, perSecond);
    }

    public Synthetic lasting(int other) {
        return new Synthetic(seed, medianMs, tail, weather, other, perSecond);
    }

    public Synthetic perSecond(int other) {
        return new Synthetic(seed, medianMs, tail, weather, seconds, other);
    }

    public SegmentLatency latency(String segment) {
        Random random = new Random(seed);
        Histogram all = SegmentRecorder.histogram();
        List<LatencyInterval> intervals = new ArrayList<>();
        double mood = 0;
        for (int second = 0; second < seconds; second++) {
            mood = 0.5 * mood + weather * random.nextGaussian();
            Histogram nanos = SegmentRecorder.histogram();
            for (int n = 0; n < perSecond; n++) {
                double spread = random.nextGaussian();
                double ms = medianMs * Math.exp(mood + 0.5 * spread) * (spread > P90 ? tail : 1);
                nanos.recordValue(Math.round(ms * 1e6));
            }
            all.add(nanos);
            intervals.add(new LatencyInterval(second * SECOND, (second + 1) * SECOND, nanos));
        }
        return new SegmentLatency(segment, all, null, intervals, List.of());
    }
}
