package tribunal.scenario.file;

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
import tribunal.fault.plan.CrashPoint;
import tribunal.fault.plan.CrashPoint.Place;
import tribunal.fault.plan.FaultRule;
import tribunal.fault.plan.FaultRules;
import tribunal.fault.plan.FaultSpec;
import tribunal.fault.plan.PoisonMode;
import tribunal.scenario.Journey;
import tribunal.scenario.yaml.ProblemList;
import tribunal.scenario.yaml.YamlSection;
import tribunal.scenario.yaml.YamlValue;

/** Reads the list {@code faults}. Each item has one key, the kind of fault, with its parameters. */
public final class FaultRuleReader {
    private static final Pattern CALL = Pattern.compile("(before|after)-call-([1-9][0-9]?)");

    private static final String ERROR = "500";
    private static final Set<String> FAILURES = new TreeSet<>(Set.of(ERROR, "429", "503"));

    /** Less than the longest silence of 6 s, after which the judge calls a delivery lost. */
    private static final Duration RETRY_AFTER_MAX = Duration.ofSeconds(5);

    private FaultRuleReader() {}

    /** Returns the valid rules; {@code problems} gets a message for each invalid one. */
    static List<FaultRule> read(List<YamlSection> items, ProblemList problems) {
        List<FaultRule> rules = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (YamlSection item : items) {
            problems.attempt(() -> rule(item, names)).ifPresent(rule -> {
                names.add(rule.name());
                rules.add(rule);
            });
        }
        return rules;
    }

    private static FaultRule rule(YamlSection item, Set<String> takenNames) {
        String kind = item.keys().stream().findFirst().orElse("");
        if (!FaultSpec.KINDS.contains(kind) || item.keys().size() > 1) {
            throw item.unknown(kind, "one fault, of " + String.join(", ", FaultSpec.KINDS), FaultSpec.KINDS);
        }
        YamlSection section = item.section(kind);
        FaultRule rule = new FaultRule(
                section.optional("name").map(YamlValue::text).orElseGet(() -> freeName(kind, takenNames)),
                section.required("ratio").ratio(),
                section.optional("function").map(v -> v.oneOf(functions())),
                section.optional("event").map(v -> v.oneOf(events())),
                section.optional("journey").map(v -> v.oneOf(journeys())),
                spec(kind, section));
        section.end();
        return rule;
    }

    private static String freeName(String kind, Set<String> taken) {
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

    private static FaultSpec spec(String kind, YamlSection section) {
        return switch (kind) {
            case "duplicate" -> duplicate(section);
            case "delay" -> {
                Duration[] by = section.required("by").durations();
                yield new FaultSpec.Delay(by[0], by[1]);
            }
            case "drop" -> new FaultSpec.Drop();
            case "lose-answer" -> new FaultSpec.LoseAnswer();
            case "lose-settle" -> new FaultSpec.LoseSettle();
            case "reorder" -> reorder(section.required("window"));
            case "fail" -> fail(section);
            case "hang" -> hang(section.required("by"));
            case "poison" -> new FaultSpec.Poison(poisonMode(section));
            case "third-party-slow" -> {
                Duration[] by = section.required("by").durations();
                yield new FaultSpec.ThirdPartySlow(by[0], by[1]);
            }
            case "third-party-fails" -> new FaultSpec.ThirdPartyFails();
            case "third-party-silent" -> new FaultSpec.ThirdPartySilent();
            case "crash" -> new FaultSpec.Crash(section.optional("at").flatMap(FaultRuleReader::crashPoint));
            default -> throw new IllegalStateException("no way to read a fault of kind " + kind);
        };
    }

    private static FaultSpec duplicate(YamlSection section) {
        int[] copies = section.required("copies").counts(1, 100);
        Duration[] spacing = section.required("spacing").durations();
        Optional<YamlValue> late = section.optional("late");
        double concurrently = section.required("concurrently").ratio();
        double lateShare = late.map(YamlValue::ratio).orElse(0.0);
        if (concurrently + lateShare > 1) {
            throw late.orElseThrow().bad("a share that is no more than 100% together with concurrently");
        }
        return new FaultSpec.Duplicate(copies[0], copies[1], spacing[0], spacing[1], concurrently, lateShare);
    }

    private static FaultSpec reorder(YamlValue window) {
        Duration[] ends = window.durations();
        if (ends[0].isZero() || ends[1].compareTo(FaultRules.DELIVERY_TIMEOUT) >= 0) {
            throw window.bad("a time above 0ms and below the delivery's time-out of 2s, such as 200ms..1s");
        }
        return new FaultSpec.Reorder(ends[0], ends[1]);
    }

    private static FaultSpec hang(YamlValue by) {
        Duration[] ends = by.durations();
        if (ends[0].compareTo(FaultRules.DELIVERY_TIMEOUT) <= 0) {
            throw by.bad("a time above the delivery's time-out of 2s, such as 2200ms..3s");
        }
        return new FaultSpec.Hang(ends[0], ends[1]);
    }

    private static FaultSpec fail(YamlSection section) {
        YamlValue status = section.required("status");
        Optional<YamlValue> retryAfter = section.optional("retry-after");
        if (!FAILURES.contains(status.text())) {
            throw status.bad("one of " + String.join(", ", FAILURES));
        }
        if (status.text().equals(ERROR) && retryAfter.isPresent()) {
            throw retryAfter.get().bad("none: only 429 and 503 ask for a pause, " + ERROR + " does not");
        }
        return new FaultSpec.Fail(Integer.parseInt(status.text()), retryAfter.map(FaultRuleReader::retryAfter));
    }

    private static Duration retryAfter(YamlValue value) {
        Duration time = value.positiveDuration();
        if (time.compareTo(RETRY_AFTER_MAX) > 0) {
            throw value.bad("5s at most: a delivery that is silent for longer counts as lost");
        }
        return time;
    }

    /** Reads exactly one of {@code status: 500}, {@code permanent: true}, {@code garbage: true}. */
    private static PoisonMode poisonMode(YamlSection section) {
        Map<PoisonMode, YamlValue> modes = new EnumMap<>(PoisonMode.class);
        section.optional("status").map(v -> exactly(v, ERROR)).ifPresent(v -> modes.put(PoisonMode.ERROR, v));
        section.optional("permanent").map(v -> exactly(v, "true")).ifPresent(v -> modes.put(PoisonMode.PERMANENT, v));
        section.optional("garbage").map(v -> exactly(v, "true")).ifPresent(v -> modes.put(PoisonMode.GARBAGE, v));
        section.requireKnownKeys();
        if (modes.isEmpty()) {
            throw section.required("ratio").bad("beside it one of status: 500, permanent: true, garbage: true");
        }
        if (modes.size() > 1) {
            YamlValue second = modes.values().stream().skip(1).findFirst().orElseThrow();
            throw second.bad("only one of status: 500, permanent: true, garbage: true");
        }
        return modes.keySet().iterator().next();
    }

    private static YamlValue exactly(YamlValue value, String text) {
        if (!value.text().equals(text)) {
            throw value.bad(text);
        }
        return value;
    }

    /** Returns a fixed crash point; empty for {@code any-step}. */
    private static Optional<CrashPoint> crashPoint(YamlValue value) {
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
