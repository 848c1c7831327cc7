package tribunal.scenario.yaml;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tribunal.scenario.input.BadInputException;
import tribunal.scenario.input.Suggestion;

/**
 * A text that a user wrote, with its place and the methods that convert it. A conversion of an invalid text throws
 * {@link BadInputException}.
 *
 * @param where the place of the text: file, line and key, or the name of an option
 */
public record YamlValue(String where, String text) {
    public static final String NUMBERS = "[0-9]+(\\.[0-9]+)?";

    public static final String TIME = NUMBERS + "(ns|us|ms|s|m|h)";

    /** The longest time that a file or an option can set. */
    private static final Duration DURATION_MAX = Duration.ofHours(24);

    static final int LEAST_MAX = 1_000_000_000;

    private static final Pattern NUMBER = Pattern.compile(NUMBERS);
    private static final Pattern DURATION = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(ns|us|ms|s|m|h)");

    public BadInputException bad(String expected) {
        return new BadInputException(where + ": \"" + text + "\": expected " + expected);
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
    public double minimum() {
        return isPercentage() ? ratio() : count(1, LEAST_MAX);
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

    /** Reads a whole number of at most 18 digits. */
    long integer() {
        if (!text.matches("-?[0-9]{1,18}")) {
            throw bad("a whole number");
        }
        return Long.parseLong(text);
    }

    /** Reads a number that is not negative. */
    double number() {
        if (!NUMBER.matcher(text).matches()) {
            throw bad("a number, such as 2 or 0.25");
        }
        return Double.parseDouble(text);
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

    List<Duration> durations() {
        return range(YamlValue::duration, "a range whose first time is not above its second, such as 50ms..2s");
    }

    List<Integer> counts(int min, int max) {
        return range(end -> end.count(min, max), "a range whose first number is not above its second, such as 1..3");
    }

    /** Reads both ends of a range; a single value is first and last. */
    private <T extends Comparable<T>> List<T> range(Function<YamlValue, T> end, String expected) {
        List<T> ends = Stream.of(text.split("\\.\\.", 2))
                .map(part -> end.apply(new YamlValue(where, part.strip())))
                .toList();
        if (ends.getFirst().compareTo(ends.getLast()) > 0) {
            throw bad(expected);
        }
        return ends;
    }
}
