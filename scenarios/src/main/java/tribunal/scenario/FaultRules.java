package tribunal.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tribunal.fault.CrashPoint;
import tribunal.fault.CrashPoint.Place;
import tribunal.fault.Faults;
import tribunal.fault.Harm;
import tribunal.fault.Poisoning;
import tribunal.fault.Rule;
import tribunal.history.Draw;

/** Reads the list {@code faults}: each item has one key, the kind of fate, and its parameters. */
final class FaultRules {
    static final Set<String> KINDS = new TreeSet<>(Set.of(
            "duplicate",
            "delay",
            "reorder",
            "drop",
            "lose-answer",
            "lose-settle",
            "crash",
            "fail",
            "hang",
            "poison",
            "third-party-slow",
            "third-party-fails",
            "third-party-silent"));

    private static final Pattern CALL = Pattern.compile("(before|after)-call-([1-9][0-9]?)");

    private static final String ERROR = "500";
    private static final Set<String> FAILURES = new TreeSet<>(Set.of(ERROR, "429", "503"));

    /** Below the longest silence of 6 s, after which the judge calls a delivery lost. */
    private static final Duration RETRY_AFTER_MAX = Duration.ofSeconds(5);

    private FaultRules() {}

    /** Those that can be read; {@code problems} gets the others. */
    static List<Rule> read(List<Section> items, Problems problems) {
        List<Rule> rules = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (Section item : items) {
            problems.attempt(() -> rule(item, names)).ifPresent(rule -> {
                names.add(rule.name());
                rules.add(rule);
            });
        }
        return rules;
    }

    /**
     * A function that hangs is one that the app no longer waits for.
     *
     * @param where what the message begins with
     * @throws BadInput if one hangs no longer than the app waits
     */
    static List<Rule> hangingLongEnough(String where, List<Rule> rules, Dials app) {
        for (Rule rule : rules) {
            if (rule.harm() instanceof Harm.Hang hang && hang.min().compareTo(app.deliveryTimeout()) <= 0) {
                throw new BadInput("%s: hang by %s: expected a time above the app's delivery-timeout of %s"
                        .formatted(where, Figure.time(hang.min()), Figure.time(app.deliveryTimeout())));
            }
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
                section.optional("function").map(v -> v.oneOf(functions())),
                section.optional("event").map(v -> v.oneOf(events())),
                section.optional("journey").map(v -> v.oneOf(journeys())),
                harm(kind, section));
        section.end();
        return rule;
    }

    /** What a harm is called here, as the name of its fate. */
    static String kind(Harm harm) {
        return harm.fate(new Draw(0), "").kind();
    }

    private static String free(String kind, Set<String> taken) {
        String name = kind;
        for (int n = 2; taken.contains(name); n++) {
            name = kind + "-" + n;
        }
        return name;
    }

    static Set<String> journeys() {
        Set<String> known = new TreeSet<>();
        for (Journey journey : Journey.values()) {
            known.add(journey.label());
        }
        return known;
    }

    static Set<String> functions() {
        return Catalogue.model().functions().keySet();
    }

    static Set<String> events() {
        Set<String> known = new TreeSet<>();
        Catalogue.model().transitions().forEach(t -> known.add(t.event()));
        return known;
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
            case "reorder" -> reorder(section.required("window"));
            case "fail" -> fail(section);
            case "hang" -> hang(section.required("by"));
            case "poison" -> new Harm.Poison(poisoning(section));
            case "third-party-slow" -> {
                Duration[] by = section.required("by").durations();
                yield new Harm.ThirdPartySlow(by[0], by[1]);
            }
            case "third-party-fails" -> new Harm.ThirdPartyFails();
            case "third-party-silent" -> new Harm.ThirdPartySilent();
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

    private static Harm reorder(Value window) {
        Duration[] ends = window.durations();
        if (ends[0].isZero() || ends[1].compareTo(Faults.DELIVERY_TIMEOUT) >= 0) {
            throw window.bad("a time above 0ms and below the delivery's time-out of 2s, such as 200ms..1s");
        }
        return new Harm.Reorder(ends[0], ends[1]);
    }

    private static Harm hang(Value by) {
        Duration[] ends = by.durations();
        if (ends[0].compareTo(Faults.DELIVERY_TIMEOUT) <= 0) {
            throw by.bad("a time above the delivery's time-out of 2s, such as 2200ms..3s");
        }
        return new Harm.Hang(ends[0], ends[1]);
    }

    private static Harm fail(Section section) {
        Value status = section.required("status");
        Optional<Value> retryAfter = section.optional("retry-after");
        if (!FAILURES.contains(status.text())) {
            throw status.bad("one of " + String.join(", ", FAILURES));
        }
        if (status.text().equals(ERROR) && retryAfter.isPresent()) {
            throw retryAfter.get().bad("none, since " + ERROR + " does not ask to be left alone, as 429 and 503 do");
        }
        return new Harm.Fail(Integer.parseInt(status.text()), retryAfter.map(FaultRules::retryAfter));
    }

    private static Duration retryAfter(Value value) {
        Duration time = value.positiveDuration();
        if (time.compareTo(RETRY_AFTER_MAX) > 0) {
            throw value.bad("5s at most: who is silent for longer counts as lost");
        }
        return time;
    }

    /** Exactly one of {@code status: 500}, {@code permanent: true}, {@code garbage: true}. */
    private static Poisoning poisoning(Section section) {
        Map<Poisoning, Value> ways = new EnumMap<>(Poisoning.class);
        section.optional("status").map(v -> exactly(v, ERROR)).ifPresent(v -> ways.put(Poisoning.ERROR, v));
        section.optional("permanent").map(v -> exactly(v, "true")).ifPresent(v -> ways.put(Poisoning.PERMANENT, v));
        section.optional("garbage").map(v -> exactly(v, "true")).ifPresent(v -> ways.put(Poisoning.GARBAGE, v));
        section.requireKnownKeys();
        if (ways.isEmpty()) {
            throw section.required("ratio").bad("beside it one of status: 500, permanent: true, garbage: true");
        }
        if (ways.size() > 1) {
            Value second = ways.values().stream().skip(1).findFirst().orElseThrow();
            throw second.bad("only one of status: 500, permanent: true, garbage: true");
        }
        return ways.keySet().iterator().next();
    }

    private static Value exactly(Value value, String text) {
        if (!value.text().equals(text)) {
            throw value.bad(text);
        }
        return value;
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
