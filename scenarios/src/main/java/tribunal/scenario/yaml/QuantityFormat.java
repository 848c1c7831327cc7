package tribunal.scenario.yaml;

import java.time.Duration;
import java.util.Locale;

/** Formats quantities as scenario files write them. */
public final class QuantityFormat {
    private QuantityFormat() {}

    /** {@code 30s}, {@code 1.5s}, {@code 200ms}, {@code 30m}. */
    public static String time(Duration time) {
        if (time.toMillis() < 1_000) {
            return time.toMillis() + "ms";
        }
        return time.toSeconds() >= 120 && time.toSecondsPart() == 0
                ? time.toMinutes() + "m"
                : plain(time.toMillis() / 1e3) + "s";
    }

    /** {@code 12%}, {@code 0.5%}. */
    public static String ratio(double ratio) {
        return plain(ratio * 100) + "%";
    }

    /** {@code 20}, {@code 1.5}. */
    public static String plain(double number) {
        String text = String.format(Locale.ROOT, "%.2f", number);
        return text.replaceFirst("\\.?0+$", "");
    }
}
