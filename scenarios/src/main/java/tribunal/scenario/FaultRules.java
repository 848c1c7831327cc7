package tribunal.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tribunal.fault.CrashPoint;
import tribunal.fault.CrashPoint.Place;
import tribunal.fault.Harm;
import tribunal.fault.Rule;

/** Reads the list {@code faults}: each item has one key, the kind of fate, and its parameters. */
final class FaultRules {
    static final Set<String> KINDS =
            new TreeSet<>(Set.of("duplicate", "delay", "drop", "lose-answer", "lose-settle", "crash"));

    private static final Pattern CALL = Pattern.compile("(before|after)-call-([1-9][0-9]?)");

    private FaultRules() {}

    static List<Rule> read(List<Section> items) {
        List<Rule> rules = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (Section item : items) {
            Rule rule = rule(item, names);
            names.add(rule.name());
            rules.add(rule);
        }
        return rules;
    }

    private static Rule rule(Section item, Set<String> taken) {
        String kind = item.keys().stream().findFirst().orElse("");
        if (!KINDS.contains(kind) || item.keys().size() > 1) {
            throw item.unknown(kind, "one fault, of " + String.join(", ", KINDS), KINDS);
        }
        Section section = item.section(kind);
        Rule rule = new Rule(
                section.optional("name").map(Value::text).orElseGet(() -> free(kind, taken)),
                section.required("ratio").ratio(),
                section.optional("function").map(Value::text),
                section.optional("event").map(Value::text),
                section.optional("journey").map(FaultRules::journey),
                harm(kind, section));
        section.end();
        return rule;
    }

    private static String free(String kind, Set<String> taken) {
        String name = kind;
        for (int n = 2; taken.contains(name); n++) {
            name = kind + "-" + n;
        }
        return name;
    }

    private static String journey(Value value) {
        Set<String> known = new TreeSet<>();
        for (Journey journey : Journey.values()) {
            known.add(journey.label());
        }
        if (!known.contains(value.text())) {
            throw value.bad("one of " + String.join(", ", known) + Nearest.hint(value.text(), known));
        }
        return value.text();
    }

    private static Harm harm(String kind, Section section) {
        return switch (kind) {
            case "duplicate" -> duplicate(section);
            case "delay" -> {
                Duration[] by = section.required("by").durations();
                yield new Harm.Delay(by[0], by[1]);
            }
            case "drop" -> new Harm.Drop();
            case "lose-answer" -> new Harm.LoseAnswer();
            case "lose-settle" -> new Harm.LoseSettle();
            default -> new Harm.Crash(section.optional("at").flatMap(FaultRules::point));
        };
    }

    private static Harm duplicate(Section section) {
        int[] copies = section.required("copies").counts(1, 100);
        Duration[] spacing = section.required("spacing").durations();
        Optional<Value> late = section.optional("late");
        double concurrently = section.required("concurrently").ratio();
        double lateShare = late.map(Value::ratio).orElse(0.0);
        if (concurrently + lateShare > 1) {
            throw late.orElseThrow().bad("a share that is no more than 100% together with concurrently");
        }
        return new Harm.Duplicate(copies[0], copies[1], spacing[0], spacing[1], concurrently, lateShare);
    }

    /** A fixed point, or nothing for any step. */
    private static Optional<CrashPoint> point(Value value) {
        Matcher call = CALL.matcher(value.text());
        if (call.matches()) {
            Place side = Place.valueOf(call.group(1).toUpperCase(Locale.ROOT) + "_CALL");
            return Optional.of(new CrashPoint(side, Integer.parseInt(call.group(2))));
        }
        return switch (value.text()) {
            case "any-step" -> Optional.empty();
            case "before-start" -> Optional.of(new CrashPoint(Place.BEFORE_START, 0));
            case "before-answer" -> Optional.of(new CrashPoint(Place.BEFORE_ANSWER, 0));
            default ->
                throw value.bad("any-step, before-start, before-answer, before-call-1 to -99 or after-call-1 to -99");
        };
    }
}
