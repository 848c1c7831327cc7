package tribunal.verify.evidence;

import java.util.List;
import java.util.Optional;
import tribunal.history.HarnessEntry.ClocksPaired;
import tribunal.verify.verdict.FindingText;

/**
 * The largest possible difference ε between a database time and another witness's time of the same moment.
 *
 * <p>Commit timestamps have a resolution of 1 µs. They are converted to the run's time by interpolation between the
 * pairs of clock readings around them. Neighbouring pairs disagree about the offset between the clocks if a pair was
 * read late, or if the wall clock was slewed or set. The error of interpolation is at most the largest such
 * disagreement. All pairs share one more error, because the wall clock is read anywhere between two monotonic readings:
 * half the usual spacing of the two. So ε = 1 µs + largest disagreement of neighbours + half the median spacing. A slow
 * reading does not increase ε if its offset agrees with its neighbours' offsets.
 *
 * @param epsilon ε in nanoseconds, at least 1 µs
 * @param worst when the pair was read that disagrees most with the pair before it, in nanoseconds since the run's
 *     origin
 */
public record ClockUncertainty(long epsilon, long worst) {
    private static final long RESOLUTION = 1_000;
    /** Largest ε, in nanoseconds, at which latencies measured across the database's clock are meaningful. */
    static final long TRUSTED = 1_000_000;
    /** Largest ε, in nanoseconds, at which clocks are compared: far less than the shortest judged duration. */
    static final long COMPARABLE = 10_000_000;

    /** Creates the uncertainty of clocks whose pairs all agree. */
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

    /** Whether the first time is certainly before the second, even if different clocks measured them. */
    public boolean certainlyBefore(long first, long second) {
        return first + epsilon < second;
    }

    public boolean isTrusted() {
        return epsilon <= TRUSTED;
    }

    /** Why times of different clocks cannot be compared; empty if they can. */
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
