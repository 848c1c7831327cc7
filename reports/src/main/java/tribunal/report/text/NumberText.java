package tribunal.report.text;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/** Formats numbers and texts for people, in the same way in every locale. */
public final class NumberText {
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\u2028\\u2029]+");
    private static final Pattern ILLEGAL =
            Pattern.compile("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

    private NumberText() {}

    /** {@code 12,180}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 1 order}, {@code 2,412 orders}. */
    public static String count(long number, String singular, String plural) {
        return count(number) + " " + (number == 1 ? singular : plural);
    }

    public static double millis(long nanos) {
        return nanos / 1e6;
    }

    /** {@code 0.04 ms}, {@code 3.2 ms}, {@code 1,203 ms}: no decimal from 10 ms, one from 0.1 ms, else two. */
    public static String millisText(long nanos) {
        double millis = millis(nanos);
        return String.format(Locale.ROOT, "%,." + decimals(millis) + "f ms", millis);
    }

    /** Returns a percentile of latencies in nanoseconds; {@code -} if there are none. */
    public static String millisText(Histogram nanos, double percentile) {
        return nanos.getTotalCount() == 0 ? "-" : millisText(nanos.getValueAtPercentile(percentile));
    }

    private static int decimals(double millis) {
        if (millis >= 9.95) {
            return 0;
        }
        return millis >= 0.095 || millis == 0 ? 1 : 2;
    }

    /** {@code 12.204 s}, aligned on its point up to 999 s. */
    public static String timeOfRun(long nanos) {
        return String.format(Locale.ROOT, "%7.3f s", nanos / 1e9);
    }

    /** {@code 30 s}, {@code 1.5 s}. */
    public static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
    }

    /** An amount of cents as money: {@code 24.50}. */
    public static String money(long cents) {
        return String.format(Locale.ROOT, "%,.2f", cents / 100.0);
    }

    /** {@code 214 MiB}, {@code 12 KiB}. */
    static String bytes(long bytes) {
        long kibi = 1L << 10;
        long mebi = 1L << 20;
        return bytes >= 10 * mebi
                ? String.format(Locale.ROOT, "%,d MiB", Math.round((double) bytes / mebi))
                : String.format(Locale.ROOT, "%,d KiB", Math.round((double) bytes / kibi));
    }

    /** {@code 37.5%}. */
    public static String percent(double share, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f%%", 100 * share);
    }

    /** {@code 99}, {@code 99.95}: two decimals at most. */
    public static String plain(double number) {
        return String.format(Locale.ROOT, "%.2f", number).replaceFirst("\\.?0+$", "");
    }

    /** Returns the text with its first letter in upper case. */
    public static String capitalised(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /** Replaces line ends, and control characters that could change a terminal, by spaces. */
    public static String oneLine(String text) {
        return CONTROLS.matcher(text).replaceAll(" ");
    }

    /** Replaces the characters that XML 1.0 and HTML do not allow by U+FFFD. */
    public static String legal(String text) {
        return ILLEGAL.matcher(text).replaceAll("\uFFFD");
    }
}
