package tribunal.simulation.replay;

import java.math.BigDecimal;
import java.time.Duration;

/** Writes and reads durations in replay lines, to the nanosecond: {@code 350ms}, {@code 12345.678ms}. */
public final class DurationText {
    private static final String UNIT = "ms";
    private static final int DIGITS = 6;

    private DurationText() {}

    public static String text(long nanos) {
        return BigDecimal.valueOf(nanos, DIGITS).stripTrailingZeros().toPlainString() + UNIT;
    }

    static String text(Duration duration) {
        return text(duration.toNanos());
    }

    /**
     * Reads a duration, in nanoseconds.
     *
     * @throws IllegalArgumentException if the text is not a duration
     */
    public static long nanos(String text) {
        if (!text.matches("-?[0-9]+(\\.[0-9]{1,6})?" + UNIT)) {
            throw new IllegalArgumentException("\"" + text + "\": expected a time such as 350ms");
        }
        return new BigDecimal(text.substring(0, text.length() - UNIT.length()))
                .movePointRight(DIGITS)
                .longValueExact();
    }

    /** Truncates nanoseconds to whole milliseconds; keeps values below 1 ms. */
    public static long rounded(long nanos) {
        long milli = Duration.ofMillis(1).toNanos();
        return Math.abs(nanos) < milli ? nanos : nanos / milli * milli;
    }
}
