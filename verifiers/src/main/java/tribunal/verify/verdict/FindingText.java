package tribunal.verify.verdict;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tribunal.history.AppModel;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.ThirdPartyEntry.EffectRequested;

/** Formats the parts of findings: ids, numbers, amounts, durations. */
public final class FindingText {
    private FindingText() {}

    /** Formats an entity by its type and the first 8 characters of its id: {@code order 7f3a1b2c}. */
    public static String entity(String id) {
        return (id.indexOf(':') < 0 ? "entity" : AppModel.typeOf(id)) + " " + shortId(AppModel.keyOf(id));
    }

    /** Formats the value of an attribute: {@code 24.50} for 2450 if the model says that it is an amount of money. */
    public static String value(AppModel model, String attribute, @Nullable String value) {
        return value != null && model.isQuantity(attribute) && value.matches("-?[0-9]{1,18}")
                ? quantity(Long.parseLong(value), model.unitOfAttribute(attribute))
                : String.valueOf(value);
    }

    /** Formats a quantity of an effect: {@code 24.50}, or {@code 2450 points} if its account is in points. */
    public static String quantity(AppModel model, String kind, long quantity) {
        return quantity(quantity, model.unit(kind));
    }

    private static String quantity(long quantity, Optional<String> unit) {
        return unit.map(word -> quantity + " " + word).orElseGet(() -> money(quantity));
    }

    /** Formats a view: {@code board of r-1}. */
    public static String view(String view, String key) {
        return view + " of " + key;
    }

    /** Formats a version with its state: {@code version 3 (PAID)}. */
    public static String version(int version, String state) {
        return "version " + version + " (" + state + ")";
    }

    /** Formats a version of an entity: {@code version 3 (PAID) of order 7f3a1b2c}. */
    public static String version(Committed c) {
        return version(c.version(), c.state()) + " of " + entity(c.entity());
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

    public static String plural(String noun) {
        return noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
    }

    /** The word for what clients create: {@code orders} if the model has one such type, else {@code entities}. */
    public static String created(AppModel model) {
        List<String> types = model.operations().values().stream()
                .flatMap(operation -> Optional.ofNullable(operation.creates()).stream())
                .distinct()
                .toList();
        return types.size() == 1 ? plural(types.getFirst()) : "entities";
    }

    /** Says that these parts of the engine are not observed, and why. */
    public static String unobserved(Collection<String> parts) {
        return "not observed: the model says that the history shows no " + String.join(" and no ", parts);
    }

    /** Formats hundredths as an amount: {@code 24.50}. */
    static String money(long hundredths) {
        return String.format(
                Locale.ROOT,
                "%s%d.%02d",
                hundredths < 0 ? "-" : "",
                Math.abs(hundredths / 100),
                Math.abs(hundredths % 100));
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
