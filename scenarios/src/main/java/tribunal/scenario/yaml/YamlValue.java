package tribunal.scenario.yaml;

import java.time.Duration;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text that a user wrote, with its place and the methods that convert it. A conversion of an invalid text throws
 * {@link BadInputException}.
 *
 * @param where the place of the text: file, line and key, or the name of an option
 */
public record YamlValue(String where, String text) {
    /** The pattern of a number. */
    public static final String NUMBERS = "[0-9]+(\\.[0-9]+)?";

    /** The pattern of a time with its unit. */
    public static final String TIME = NUMBERS + "(ns|us|ms|s|m|h)";

    /** Longer than an order takes in most cases. */
    private static final Duration STAY_MIN = Duration.ofSeconds(5);

    private static final Duration PAUSE_MIN = Duration.ofSeconds(1);

    /** The longest time that a file or an option can set. */
    private static final Duration DURATION_MAX = Duration.ofHours(24);

    private static final Pattern NUMBER = Pattern.compile(NUMBERS);
    private static final Pattern DURATION = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(ns|us|ms|s|m|h)");
    private static final String RANGE = "..";

    public BadInputException bad(String expected) {
        return new BadInputException(where + ": \"" + text + "\": expected " + expected);
    }

    private YamlValue part(String part) {
        return new YamlValue(where, part.strip());
    }

    public Duration duration() {
        Matcher parts = DURATION.matcher(text);
        if (!parts.matches()) {
            throw bad("a time with its unit, such as 500ms, 30s or 5m");
        }
        double unit =
                switch (parts.group(2)) {
                    case "ns" -> 1;
                    case "us" -> 1e3;
                    case "ms" -> 1e6;
                    case "s" -> 1e9;
                    case "m" -> 60e9;
                    default -> 3600e9;
                };
        double nanos = Double.parseDouble(parts.group(1)) * unit;
        if (nanos > DURATION_MAX.toNanos()) {
            throw bad("a time of at most " + DURATION_MAX.toHours() + "h");
        }
        return Duration.ofNanos(Math.round(nanos));
    }

    public Duration positiveDuration() {
        Duration duration = duration();
        if (duration.isZero()) {
            throw bad("a time above zero");
        }
        return duration;
    }

    /** Reads how long a customer stays connected: 5 s or more. */
    public Duration stay() {
        Duration stay = duration();
        if (stay.compareTo(STAY_MIN) < 0) {
            throw bad("5s or more");
        }
        return stay;
    }

    /** Reads a time between two requests of the same kind: 1 s or more. */
    public Duration pause() {
        Duration pause = duration();
        if (pause.compareTo(PAUSE_MIN) < 0) {
            throw bad("1s or more");
        }
        return pause;
    }

    /** Reads a ratio, 0 to 1, written {@code 12%} or {@code 0.12}. */
    public double ratio() {
        boolean percent = text.endsWith("%");
        String number = percent ? text.substring(0, text.length() - 1) : text;
        double ratio = NUMBER.matcher(number).matches() ? Double.parseDouble(number) / (percent ? 100 : 1) : -1;
        if (ratio < 0 || ratio > 1) {
            throw bad("a ratio from 0% to 100%, such as 12% or 0.12");
        }
        return ratio;
    }

    public boolean isPercentage() {
        return text.endsWith("%");
    }

    /** Reads an expected minimum: a count from 1, or a percentage. */
    public double least(int max) {
        return isPercentage() ? ratio() : count(1, max);
    }

    public String oneOf(Collection<String> known) {
        if (!known.contains(text)) {
            throw bad((known.size() == 1 ? "" : "one of ") + String.join(", ", known) + Suggestion.hint(text, known));
        }
        return text;
    }

    public boolean truth() {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw bad("true or false");
        };
    }

    public int count(int min, int max) {
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < min || Integer.parseInt(text) > max) {
            throw bad("a whole number from " + min + " to " + max);
        }
        return Integer.parseInt(text);
    }

    /** Reads orders per second, with or without {@code /s}. */
    public double rate() {
        String number = text.endsWith("/s") ? text.substring(0, text.length() - 2) : text;
        double rate = NUMBER.matcher(number).matches() ? Double.parseDouble(number) : 0;
        if (rate <= 0 || rate > 10_000) {
            throw bad("orders per second, above 0 and up to 10000, such as 40/s");
        }
        return rate;
    }

    YamlValue low() {
        return part(isRange() ? text.substring(0, text.indexOf(RANGE)) : text);
    }

    YamlValue high() {
        return part(isRange() ? text.substring(text.indexOf(RANGE) + RANGE.length()) : text);
    }

    private boolean isRange() {
        return text.contains(RANGE);
    }

    /** Reads both ends of a range such as {@code 50ms..2s}; a single time is both ends. */
    public Duration[] durations() {
        Duration[] ends = {low().duration(), high().duration()};
        if (ends[0].compareTo(ends[1]) > 0) {
            throw bad("a range whose first time is not above its second, such as 50ms..2s");
        }
        return ends;
    }

    public int[] counts(int min, int max) {
        int[] ends = {low().count(min, max), high().count(min, max)};
        if (ends[0] > ends[1]) {
            throw bad("a range whose first number is not above its second, such as 1..3");
        }
        return ends;
    }
}
