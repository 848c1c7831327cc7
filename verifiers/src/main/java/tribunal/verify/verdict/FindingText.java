package tribunal.verify.verdict;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.ThirdPartyEntry.EffectRequested;

/** Formats the parts of findings: ids, numbers, amounts, durations. */
public final class FindingText {
    private FindingText() {}

    /** Formats an order by the first 8 characters of its id: {@code order 7f3a1b2c}. */
    public static String order(String id) {
        return "order " + shortId(id);
    }

    /** Formats a version with its status: {@code version 3 (PAID)}. */
    public static String version(int version, String status) {
        return "version " + version + " (" + status + ")";
    }

    /** Formats a version of an order: {@code version 3 (PAID) of order 7f3a1b2c}. */
    public static String version(Committed c) {
        return version(c.version(), c.state()) + " of " + order(c.entity());
    }

    /** Formats a request by its kind, with its subject if that is recorded: {@code notify (PAID)}. */
    public static String request(EffectRequested request) {
        return request.subject() == null ? request.kind() : request.kind() + " (" + request.subject() + ")";
    }

    public static String shortId(String id) {
        return id.substring(0, Math.min(8, id.length()));
    }

    public static String number(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /** Formats a number with a phrase whose first word is the counted noun: {@code 3 orders charged twice}. */
    public static String count(long n, String phrase) {
        String noun = phrase.replaceFirst(" .*", "");
        return number(n) + " " + (n == 1 ? noun : plural(noun)) + phrase.substring(noun.length());
    }

    private static String plural(String noun) {
        return noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
    }

    /** Formats cents as an amount: {@code 24.50}. */
    public static String money(long cents) {
        return String.format(
                Locale.ROOT, "%s%d.%02d", cents < 0 ? "-" : "", Math.abs(cents / 100), Math.abs(cents % 100));
    }

    public static String millis(long nanos) {
        double ms = nanos / 1e6;
        return String.format(Locale.ROOT, ms < 100 ? "%.1f ms" : "%.0f ms", ms);
    }

    public static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
    }

    /** Formats a transition: {@code PLACED → PAID}, or {@code nothing → PLACED} for the first state. */
    public static String step(@Nullable String from, String to) {
        return from == null ? "nothing → " + to : from + " → " + to;
    }
}
