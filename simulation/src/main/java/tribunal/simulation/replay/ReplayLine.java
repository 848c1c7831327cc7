package tribunal.simulation.replay;

import foodcourt.defect.Defect;
import foodcourt.defect.Defects;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tribunal.fault.plan.AttemptKey;
import tribunal.fault.plan.Fate;
import tribunal.fault.plan.Outage.Kind;
import tribunal.scenario.schedule.Schedule;
import tribunal.scenario.yaml.BadInputException;
import tribunal.scenario.yaml.Suggestion;
import tribunal.simulation.decision.Decision;
import tribunal.simulation.decision.Decision.Fated;
import tribunal.simulation.decision.Decision.Incident;
import tribunal.simulation.decision.Decision.Late;
import tribunal.simulation.decision.Decision.Trouble;
import tribunal.simulation.decision.SimulationInput;
import tribunal.simulation.decision.SimulationInput.Story;

/**
 * A trial in one line, which is the whole schedule: {@code swarm seed=42 nodes=2 orders=7f3a1b2c
 * crash(7f3a1b2c/OrderPlaced#1,ChargePayment,1,after-call-3)}. Everything that it does not name goes as usual.
 */
public final class ReplayLine {
    private static final Pattern WORDS = Pattern.compile("[^\\s(]+\\([^)]*\\)|\\S+");
    private static final Pattern CHOICE = Pattern.compile("([a-z-]+)\\((.*)\\)");
    private static final Pattern ATTEMPT = Pattern.compile("([0-9a-f-]+)/([A-Za-z]+)#([0-9]+)");
    private static final String NODES = "nodes=";
    private static final String SEED = "seed=";
    private static final String DEFECT = "defect=";
    private static final String ORDERS = "orders=";
    private static final String LATE = "late";

    /** No order of the schedule: the canary alone. */
    private static final String NONE = "none";

    /**
     * The beginning of a line.
     *
     * @param rest its choices, and the orders
     */
    public record Heading(
            String scenario, long seed, Optional<Integer> nodes, Optional<Defect> defect, List<String> rest) {}

    private final IdAbbreviations names;

    private ReplayLine(IdAbbreviations names) {
        this.names = names;
    }

    /** The line that tells this trial. */
    public static String of(SimulationInput trial, String scenario) {
        return new ReplayLine(names(trial)).write(trial, scenario);
    }

    private static IdAbbreviations names(SimulationInput trial) {
        return new IdAbbreviations(Schedule.of(trial.scenario(), trial.seed()), trial.seed());
    }

    private String write(SimulationInput trial, String scenario) {
        List<String> words = new ArrayList<>(List.of(scenario, SEED + trial.seed(), NODES + trial.nodes()));
        trial.defect().ifPresent(defect -> words.add(DEFECT + defect.name()));
        trial.story().ifPresent(story -> {
            story.orders().ifPresent(kept -> words.add(ORDERS + written(kept)));
            story.choices().forEach(choice -> words.add(text(choice)));
        });
        return String.join(" ", words);
    }

    private String written(Set<String> orders) {
        return orders.isEmpty() ? NONE : orders.stream().map(names::ofOrder).collect(Collectors.joining(","));
    }

    private String text(Decision choice) {
        return switch (choice) {
            case Fated f -> text(f);
            case Incident i ->
                "%s(%s,%s,%s)"
                        .formatted(
                                i.kind().label(),
                                i.target(),
                                DurationText.text(i.at()),
                                DurationText.text(i.lasting()));
            case Trouble t ->
                "%s(%s,%d,%s%s)"
                        .formatted(
                                t.kind().label(),
                                names.shorten(t.thread()),
                                t.call(),
                                DurationText.text(t.lasting()),
                                t.applied() ? ",applied" : "");
            case Late l ->
                "%s(%s,%d,%s)".formatted(LATE, names.shorten(l.thread()), l.call(), DurationText.text(l.nanos()));
        };
    }

    private String text(Fated fated) {
        AttemptKey a = fated.attempt();
        List<String> parameters = new ArrayList<>(List.of(
                names.ofOrder(a.order()) + "/" + a.eventType() + "#" + a.ordinal(),
                a.function(),
                Integer.toString(a.number())));
        parameters.addAll(FateCodec.parameters(fated.fate()));
        return fated.fate().kind() + "(" + String.join(",", parameters) + ")";
    }

    /** Reads a line's beginning: which trial its story is about. */
    public static Heading heading(String line) {
        List<String> words = WORDS.matcher(line).results().map(m -> m.group()).toList();
        if (words.size() < 2) {
            throw new BadInputException("replay: \"" + line + "\": expected a scenario, seed=N, and what happens");
        }
        List<String> rest = new ArrayList<>();
        Optional<Long> seed = Optional.empty();
        Optional<Integer> nodes = Optional.empty();
        Optional<Defect> defect = Optional.empty();
        for (String word : words.subList(1, words.size())) {
            if (word.startsWith(SEED)) {
                seed = Optional.of(number(word, SEED));
            } else if (word.startsWith(NODES)) {
                nodes = Optional.of(Math.clamp(number(word, NODES), 1, 8));
            } else if (word.startsWith(DEFECT)) {
                defect = Optional.of(defect(word.substring(DEFECT.length())));
            } else {
                rest.add(word);
            }
        }
        long known = seed.orElseThrow(() -> new BadInputException("replay: expected seed=N behind the scenario"));
        return new Heading(words.getFirst(), known, nodes, defect, rest);
    }

    private static Defect defect(String name) {
        return Defects.named(name)
                .orElseThrow(() -> new BadInputException(
                        "replay: no defect is called " + name + Suggestion.hint(name, Defects.names())));
    }

    private static long number(String word, String key) {
        try {
            return Long.parseLong(word.substring(key.length()));
        } catch (NumberFormatException e) {
            throw new BadInputException("replay: \"" + word + "\": expected " + key + " with a whole number");
        }
    }

    /**
     * The trial that a line tells.
     *
     * @param drawn the trial of its scenario and seed
     * @throws BadInputException if a word cannot be read, with that word and what was expected
     */
    public static SimulationInput read(Heading heading, SimulationInput drawn) {
        SimulationInput trial = new SimulationInput(
                drawn.scenario(),
                heading.seed(),
                heading.nodes().orElse(drawn.nodes()),
                heading.defect(),
                Optional.empty());
        ReplayLine reader = new ReplayLine(names(trial));
        Optional<Set<String>> orders = Optional.empty();
        List<Decision> choices = new ArrayList<>();
        for (String word : heading.rest()) {
            try {
                if (word.startsWith(ORDERS)) {
                    orders = Optional.of(reader.orders(word.substring(ORDERS.length())));
                } else {
                    choices.add(reader.choice(word));
                }
            } catch (RuntimeException e) {
                throw new BadInputException("replay: " + word + ": " + reason(e));
            }
        }
        boolean isTold = orders.isPresent() || !choices.isEmpty();
        return isTold ? trial.told(new Story(orders, choices)) : trial;
    }

    private static String reason(RuntimeException e) {
        return e instanceof IllegalArgumentException && e.getMessage() != null
                ? e.getMessage()
                : "a part is missing: expected fate(order/Type#1,Function,attempt), incident(target,at,lasting) or "
                        + "trouble(thread,call,lasting)";
    }

    private Set<String> orders(String list) {
        Set<String> orders = new LinkedHashSet<>();
        if (list.equals(NONE)) {
            return orders;
        }
        for (String name : list.split(",", -1)) {
            orders.add(names.order(name));
        }
        return orders;
    }

    private Decision choice(String word) {
        Matcher matcher = CHOICE.matcher(word);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "expected what happens, such as crash(7f3a1b2c/OrderPlaced#1,ChargePayment,1,before-answer)");
        }
        String kind = matcher.group(1);
        List<String> p = List.of(matcher.group(2).split(",", -1));
        Optional<Kind> outage = Kind.labelled(kind);
        if (kind.equals(LATE)) {
            return new Late(names.lengthen(p.get(0)), Integer.parseInt(p.get(1)), DurationText.nanos(p.get(2)));
        }
        if (outage.isPresent() && outage.get().befallsCalls()) {
            return new Trouble(
                    outage.get(),
                    names.lengthen(p.get(0)),
                    Integer.parseInt(p.get(1)),
                    DurationText.nanos(p.get(2)),
                    p.size() > 3 && p.get(3).equals("applied"));
        }
        return outage.isPresent()
                ? new Incident(outage.get(), p.get(0), DurationText.nanos(p.get(1)), DurationText.nanos(p.get(2)))
                : fated(kind, p);
    }

    private Decision fated(String kind, List<String> p) {
        Matcher event = ATTEMPT.matcher(p.getFirst());
        Fate fate = FateCodec.fate(kind, p.subList(Math.min(3, p.size()), p.size()))
                .orElseThrow(() -> new IllegalArgumentException("nothing is called " + kind));
        if (!event.matches()) {
            throw new IllegalArgumentException(
                    "\"" + p.getFirst() + "\": expected an event such as 7f3a1b2c/OrderPlaced#1");
        }
        AttemptKey attempt = new AttemptKey(
                names.order(event.group(1)),
                event.group(2),
                Integer.parseInt(event.group(3)),
                p.get(1),
                Integer.parseInt(p.get(2)));
        return new Fated(attempt, kind, fate);
    }
}
