package tribunal.simulation;

import java.math.BigDecimal;
import java.time.Duration;

/** Times as stories spell them, to the nanosecond: {@code 350ms}, {@code 12345.678ms}. */
final class Times {
    private static final String UNIT = "ms";
    private static final int DIGITS = 6;

    private Times() {}

    static String text(long nanos) {
        return BigDecimal.valueOf(nanos, DIGITS).stripTrailingZeros().toPlainString() + UNIT;
    }

    static String text(Duration time) {
        return text(time.toNanos());
    }

    /** @throws IllegalArgumentException if it is no time */
    static long nanos(String text) {
        if (!text.matches("-?[0-9]+(\\.[0-9]{1,6})?" + UNIT)) {
            throw new IllegalArgumentException("\"" + text + "\": expected a time such as 350ms");
        }
        return new BigDecimal(text.substring(0, text.length() - UNIT.length()))
                .movePointRight(DIGITS)
                .longValueExact();
    }

    /** To the millisecond. */
    static long rounded(long nanos) {
        long milli = Duration.ofMillis(1).toNanos();
        return Math.abs(nanos) < milli ? nanos : nanos / milli * milli;
    }
}
