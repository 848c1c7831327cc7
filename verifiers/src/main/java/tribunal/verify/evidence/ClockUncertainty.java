package tribunal.verify.evidence;

import java.util.List;
import java.util.Optional;
import tribunal.history.HarnessEntry.ClocksPaired;
import tribunal.verify.verdict.FindingText;

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
 * @param worst when the pair was read that disagrees most with the one before it, in nanoseconds of the run
 */
public record ClockUncertainty(long epsilon, long worst) {
    private static final long RESOLUTION = 1_000;
    /** Segments that cross to the database's clock mean nothing above this. */
    static final long TRUSTED = 1_000_000;
    /** Above this, times of different clocks are not compared at all: it is well below the shortest time that is judged. */
    static final long COMPARABLE = 10_000_000;

    /** Whose pairs all agree. */
    ClockUncertainty(long epsilon) {
        this(epsilon, 0);
    }

    static ClockUncertainty of(List<ClocksPaired> pairs) {
        if (pairs.isEmpty()) {
            return new ClockUncertainty(RESOLUTION);
        }
        long largest = 0;
        long worst = pairs.getFirst().at();
        for (int i = 1; i < pairs.size(); i++) {
            long disagreement = Math.abs(offset(pairs.get(i)) - offset(pairs.get(i - 1)));
            if (disagreement > largest) {
                largest = disagreement;
                worst = pairs.get(i).at();
            }
        }
        return new ClockUncertainty(RESOLUTION + largest + halfMedianSpacing(pairs), worst);
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
    public boolean surelyBefore(long first, long second) {
        return first + epsilon < second;
    }

    public boolean trusted() {
        return epsilon <= TRUSTED;
    }

    /** Why times by different clocks cannot be compared; empty if they can. */
    Optional<String> doubt() {
        return epsilon <= COMPARABLE
                ? Optional.empty()
                : Optional.of(
                        "times of the database and of other witnesses cannot be compared: since %s their clocks may be %s apart, more than %s"
                                .formatted(
                                        FindingText.seconds(worst),
                                        FindingText.millis(epsilon),
                                        FindingText.millis(COMPARABLE)));
    }
}
