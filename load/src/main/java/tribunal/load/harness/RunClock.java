package tribunal.load.harness;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import tribunal.history.HarnessEntry.ClocksPaired;

/**
 * The run's time, in nanoseconds of the host's monotonic clock since the origin. It converts wall-clock times, such as
 * the database's, by pairs of readings of both clocks. Thread-safe.
 */
public final class RunClock {
    private static final int TRIES = 5;
    private static final long GOOD_SPACING_NANOS = 20_000;

    /**
     * How long pairs are kept, in microseconds. A commit's time is converted when the oldest transaction that ran
     * concurrently has ended: within seconds.
     */
    static final long REMEMBER_MICROS = 600_000_000;

    private final long origin;
    private final ConcurrentNavigableMap<Long, Long> atByWallMicros = new ConcurrentSkipListMap<>();

    public RunClock(long origin) {
        this.origin = origin;
    }

    public long origin() {
        return origin;
    }

    public long now() {
        return System.nanoTime() - origin;
    }

    /** Reads both clocks together a few times, and remembers the pair with the smallest distance. */
    public ClocksPaired pair() {
        ClocksPaired best = read();
        for (int i = 1; i < TRIES && best.spacing() > GOOD_SPACING_NANOS; i++) {
            ClocksPaired next = read();
            best = next.spacing() < best.spacing() ? next : best;
        }
        remember(best);
        return best;
    }

    /** Remembers a pair, and removes pairs more than {@link #REMEMBER_MICROS} older. */
    void remember(ClocksPaired pair) {
        atByWallMicros.put(pair.wall(), pair.at());
        atByWallMicros.headMap(pair.wall() - REMEMBER_MICROS).clear();
    }

    int remembered() {
        return atByWallMicros.size();
    }

    private ClocksPaired read() {
        long before = now();
        long wall = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        long after = now();
        return new ClocksPaired(before + (after - before) / 2, wall, after - before);
    }

    /**
     * Converts microseconds since 1970 to the run's time, by interpolation between the two pairs around it. Before the
     * first pair and after the last, that pair alone is used. At least one must have been read.
     */
    public long fromWall(long wallMicros) {
        Map.Entry<Long, Long> below = atByWallMicros.floorEntry(wallMicros);
        Map.Entry<Long, Long> above = atByWallMicros.ceilingEntry(wallMicros);
        if (below == null || above == null) {
            Map.Entry<Long, Long> only = below == null ? atByWallMicros.firstEntry() : below;
            return only.getValue() + (wallMicros - only.getKey()) * 1_000;
        }
        if (below.getKey().equals(above.getKey())) {
            return below.getValue();
        }
        double share = (double) (wallMicros - below.getKey()) / (above.getKey() - below.getKey());
        return below.getValue() + Math.round(share * (above.getValue() - below.getValue()));
    }
}
