package tribunal.load.run;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import tribunal.history.HarnessEntry.ClocksPaired;

/**
 * The run's time: nanoseconds of the host's monotonic clock since the origin, and the way from wall-clock times (those of
 * the database) to it, by pairs of readings taken together. Safe for use by many threads.
 */
public final class RunClock {
    private static final int TRIES = 5;
    private static final long GOOD_SPACING_NANOS = 20_000;

    /** A commit's time is asked for once the oldest transaction that was running beside it has ended: within seconds. */
    static final long REMEMBER_MICROS = 600_000_000;

    private final long origin;
    private final ConcurrentNavigableMap<Long, Long> atByWallMicros = new ConcurrentSkipListMap<>();

    public RunClock(long origin) {
        this.origin = origin;
    }

    public long origin() {
        return origin;
    }

    /** Now, in nanoseconds since the origin. */
    public long at() {
        return System.nanoTime() - origin;
    }

    /** Reads both clocks together, the tightest of a few tries, and remembers the pair. */
    public ClocksPaired pair() {
        ClocksPaired best = read();
        for (int i = 1; i < TRIES && best.spacing() > GOOD_SPACING_NANOS; i++) {
            ClocksPaired next = read();
            best = next.spacing() < best.spacing() ? next : best;
        }
        remember(best);
        return best;
    }

    /** Forgets those that are much older. */
    void remember(ClocksPaired pair) {
        atByWallMicros.put(pair.wall(), pair.at());
        atByWallMicros.headMap(pair.wall() - REMEMBER_MICROS).clear();
    }

    /** How many pairs are remembered. */
    int remembered() {
        return atByWallMicros.size();
    }

    private ClocksPaired read() {
        long before = at();
        long wall = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        long after = at();
        return new ClocksPaired(before + (after - before) / 2, wall, after - before);
    }

    /** A wall-clock time in microseconds since 1970, brought to the run's time by the nearest pairs; at least one must have been read. */
    public long at(long wallMicros) {
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
