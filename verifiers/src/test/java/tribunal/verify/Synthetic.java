package tribunal.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.HdrHistogram.Histogram;

/**
 * Latencies made by chance from a seed: log-normal around a median that wanders from second to second.
 *
 * @param tail the slowest tenth takes so many times as long
 * @param weather how far the median wanders, as a share of it
 */
record Synthetic(long seed, double medianMs, double tail, double weather, int seconds, int perSecond) {
    private static final long SECOND = 1_000_000_000;
    private static final double P90 = 1.2816;

    /** 30 s at 20 a second, 20 ms each. */
    static Synthetic run(long seed) {
        return new Synthetic(seed, 20, 1, 0.1, 30, 20);
    }

    Synthetic median(double ms) {
        return new Synthetic(seed, ms, tail, weather, seconds, perSecond);
    }

    Synthetic tail(double factor) {
        return new Synthetic(seed, medianMs, factor, weather, seconds, perSecond);
    }

    Synthetic calm() {
        return new Synthetic(seed, medianMs, tail, 0, seconds, perSecond);
    }

    Synthetic lasting(int other) {
        return new Synthetic(seed, medianMs, tail, weather, other, perSecond);
    }

    Synthetic perSecond(int other) {
        return new Synthetic(seed, medianMs, tail, weather, seconds, other);
    }

    Latency latency(String segment) {
        Random random = new Random(seed);
        Histogram all = Recording.histogram();
        List<Interval> intervals = new ArrayList<>();
        double mood = 0;
        for (int second = 0; second < seconds; second++) {
            mood = 0.5 * mood + weather * random.nextGaussian();
            Histogram nanos = Recording.histogram();
            for (int n = 0; n < perSecond; n++) {
                double spread = random.nextGaussian();
                double ms = medianMs * Math.exp(mood + 0.5 * spread) * (spread > P90 ? tail : 1);
                nanos.recordValue(Math.round(ms * 1e6));
            }
            all.add(nanos);
            intervals.add(new Interval(second * SECOND, (second + 1) * SECOND, nanos));
        }
        return new Latency(segment, all, null, intervals, List.of());
    }
}
