package tribunal.verify;

import java.util.List;
import tribunal.history.HarnessEntry.ClocksPaired;

/**
 * How far apart a database time and another witness's time may be although they tell of the same moment.
 *
 * <p>Commit timestamps have a resolution of 1 µs and were brought to the run's time by interpolation between the pairs of
 * readings around them. A pair that was read late, and a wall clock that was slewed or set, make neighbouring pairs
 * disagree about the offset between the clocks; interpolation is never wrong by more than the largest such disagreement.
 * What all pairs have in common (the wall clock is read anywhere between the two monotonic readings) is half the usual
 * spacing. So ε = 1 µs + largest disagreement of neighbours + half the median spacing. One slow reading whose offset
 * agrees with its neighbours' costs nothing.
 *
 * @param epsilon in nanoseconds, at least 1 µs
 */
record Clocks(long epsilon) {
    private static final long RESOLUTION = 1_000;
    /** Segments that cross to the database's clock mean nothing above this. */
    static final long TRUSTED = 1_000_000;

    static Clocks of(List<ClocksPaired> pairs) {
        return pairs.isEmpty()
                ? new Clocks(RESOLUTION)
                : new Clocks(RESOLUTION + disagreement(pairs) + halfMedianSpacing(pairs));
    }

    private static long disagreement(List<ClocksPaired> pairs) {
        long largest = 0;
        for (int i = 1; i < pairs.size(); i++) {
            largest = Math.max(largest, Math.abs(offset(pairs.get(i)) - offset(pairs.get(i - 1))));
        }
        return largest;
    }

    private static long offset(ClocksPaired pair) {
        return pair.wall() * 1_000 - pair.at();
    }

    private static long halfMedianSpacing(List<ClocksPaired> pairs) {
        long[] spacings =
                pairs.stream().mapToLong(ClocksPaired::spacing).sorted().toArray();
        return spacings[spacings.length / 2] / 2;
    }

    /** The first time is certainly before the second, whichever clocks told them. */
    boolean surelyBefore(long first, long second) {
        return first + epsilon < second;
    }

    boolean trusted() {
        return epsilon <= TRUSTED;
    }
}
