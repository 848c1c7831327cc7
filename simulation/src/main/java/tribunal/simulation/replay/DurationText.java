package tribunal.simulation.replay;

import java.math.BigDecimal;
import java.time.Duration;

/** Times as stories spell them, to the nanosecond: {@code 350ms}, {@code 12345.678ms}. */
public final class DurationText {
    private static final String UNIT = "ms";
    private static final int DIGITS = 6;

    private DurationText() {}

    public static String text(long nanos) {
        return BigDecimal.valueOf(nanos, DIGITS).stripTrailingZeros().toPlainString() + UNIT;
    }

    static String text(Duration time) {
        return text(time.toNanos());
    }

    /**
     * Reads a time, in nanoseconds.
     *
     * @throws IllegalArgumentException if it is no time
     */
    public static long nanos(String text) {
        if (!text.matches("-?[0-9]+(\\.[0-9]{1,6})?" + UNIT)) {
            throw new IllegalArgumentException("\"" + text + "\": expected a time such as 350ms");
        }
        return new BigDecimal(text.substring(0, text.length() - UNIT.length()))
                .movePointRight(DIGITS)
                .longValueExact();
    }

    /** To the millisecond. */
    public static long rounded(long nanos) {
        long milli = Duration.ofMillis(1).toNanos();
        return Math.abs(nanos) < milli ? nanos : nanos / milli * milli;
    }
}
