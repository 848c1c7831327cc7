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
import tribunal.scenario.input.BadInputException;
import tribunal.scenario.input.Suggestion;
import tribunal.scenario.schedule.Schedule;
import tribunal.simulation.decision.Decision;
import tribunal.simulation.decision.Decision.AttemptFate;
import tribunal.simulation.decision.Decision.CallFault;
import tribunal.simulation.decision.Decision.CallLatency;
import tribunal.simulation.decision.Decision.ScheduledOutage;
import tribunal.simulation.decision.SimulationInput;
import tribunal.simulation.decision.SimulationInput.RecordedDecisions;

/**
 * The input of a simulated run as one line of text: {@code swarm seed=42 nodes=2 orders=7f3a1b2c
 * crash(7f3a1b2c/OrderPlaced#1,ChargePayment,1,after-call-3)}. It names everything unusual; all else follows from
 * scenario and seed.
 */
public final class ReplayLine {
    private static final Pattern WORDS = Pattern.compile("[^\\s(]+\\([^)]*\\)|\\S+");
    private static final Pattern DECISION = Pattern.compile("([a-z-]+)\\((.*)\\)");
    private static final Pattern ATTEMPT = Pattern.compile("([0-9a-f-]+)/([A-Za-z]+)#([0-9]+)");
    private static final String NODES = "nodes=";
    private static final String SEED = "seed=";
    private static final String DEFECT = "defect=";
    private static final String ORDERS = "orders=";
    private static final String CALL_LATENCY = "late";

    /** Places no order of the schedule, but the canary. */
    private static final String NONE = "none";

    /** The beginning of a line, and the other words: its decisions and orders. */
    public record Heading(
            String scenario, long seed, Optional<Integer> nodes, Optional<Defect> defect, List<String> rest) {}

    private final IdAbbreviations abbreviations;

    private ReplayLine(SimulationInput input) {
        this.abbreviations = new IdAbbreviations(Schedule.of(input.scenario(), input.seed()), input.seed());
    }

    public static String of(SimulationInput input, String scenario) {
        return new ReplayLine(input).write(input, scenario);
    }

    private String write(SimulationInput input, String scenario) {
        List<String> words = new ArrayList<>(List.of(scenario, SEED + input.seed(), NODES + input.nodes()));
        input.defect().ifPresent(defect -> words.add(DEFECT + defect.name()));
        input.recorded().ifPresent(decisions -> {
            decisions.orders().ifPresent(placed -> words.add(ORDERS + text(placed)));
            decisions.decisions().forEach(decision -> words.add(text(decision)));
        });
        return String.join(" ", words);
    }

    private String text(Set<String> orders) {
        return orders.isEmpty()
                ? NONE
                : orders.stream().map(abbreviations::ofOrder).collect(Collectors.joining(","));
    }

    private String text(Decision decision) {
        return switch (decision) {
            case AttemptFate f -> text(f);
            case ScheduledOutage o ->
                word(o.kind().label(), o.target(), DurationText.text(o.at()), DurationText.text(o.nanos()));
            case CallFault c ->
                word(c.kind().label(), call(c.thread(), c.call(), c.nanos()) + (c.applied() ? ",applied" : ""));
            case CallLatency l -> word(CALL_LATENCY, call(l.thread(), l.call(), l.nanos()));
        };
    }

    private static String word(String kind, String... parameters) {
        return kind + "(" + String.join(",", parameters) + ")";
    }

    private String call(String thread, int call, long nanos) {
        return abbreviations.shorten(thread) + "," + call + "," + DurationText.text(nanos);
    }

    private String text(AttemptFate attemptFate) {
        AttemptKey attempt = attemptFate.attempt();
        List<String> parameters = new ArrayList<>(List.of(
                abbreviations.ofOrder(attempt.entity()) + "/" + attempt.eventType() + "#" + attempt.ordinal(),
                attempt.function(),
                Integer.toString(attempt.number())));
        parameters.addAll(FateCodec.parameters(attemptFate.fate()));
        return word(attemptFate.fate().kind(), parameters.toArray(String[]::new));
    }

    /** Reads the beginning of a line: scenario, seed, nodes and defect. */
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
     * Reads the input that a line describes.
     *
     * @param drawn the input drawn from its scenario and seed
     * @throws BadInputException if a word cannot be read; the message has the word and the expected form
     */
    public static SimulationInput read(Heading heading, SimulationInput drawn) {
        SimulationInput input = new SimulationInput(
                drawn.scenario(),
                heading.seed(),
                heading.nodes().orElse(drawn.nodes()),
                heading.defect(),
                Optional.empty());
        ReplayLine reader = new ReplayLine(input);
        Optional<Set<String>> orders = Optional.empty();
        List<Decision> decisions = new ArrayList<>();
        for (String word : heading.rest()) {
            try {
                if (word.startsWith(ORDERS)) {
                    orders = Optional.of(reader.orders(word.substring(ORDERS.length())));
                } else {
                    decisions.add(reader.decision(word));
                }
            } catch (RuntimeException e) {
                throw new BadInputException("replay: " + word + ": " + reason(e));
            }
        }
        boolean hasDecisions = orders.isPresent() || !decisions.isEmpty();
        return hasDecisions ? input.withRecorded(new RecordedDecisions(orders, decisions)) : input;
    }

    private static String reason(RuntimeException e) {
        return e instanceof IllegalArgumentException && e.getMessage() != null
                ? e.getMessage()
                : "a part is missing: expected fate(order/Type#1,Function,attempt), outage(target,at,duration) or "
                        + "outage(thread,call,duration)";
    }

    private Set<String> orders(String list) {
        Set<String> orders = new LinkedHashSet<>();
        if (list.equals(NONE)) {
            return orders;
        }
        for (String name : list.split(",", -1)) {
            orders.add(abbreviations.order(name));
        }
        return orders;
    }

    private Decision decision(String word) {
        Matcher matcher = DECISION.matcher(word);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "expected what happens, such as crash(7f3a1b2c/OrderPlaced#1,ChargePayment,1,before-answer)");
        }
        String kind = matcher.group(1);
        List<String> p = List.of(matcher.group(2).split(",", -1));
        if (kind.equals(CALL_LATENCY)) {
            return new CallLatency(thread(p), Integer.parseInt(p.get(1)), DurationText.nanos(p.get(2)));
        }
        return Kind.ofLabel(kind).map(outage -> outage(outage, p)).orElseGet(() -> attemptFate(kind, p));
    }

    private Decision outage(Kind kind, List<String> p) {
        if (!kind.affectsCalls()) {
            return new ScheduledOutage(kind, p.get(0), DurationText.nanos(p.get(1)), DurationText.nanos(p.get(2)));
        }
        boolean isApplied = p.size() > 3 && p.get(3).equals("applied");
        return new CallFault(kind, thread(p), Integer.parseInt(p.get(1)), DurationText.nanos(p.get(2)), isApplied);
    }

    private String thread(List<String> parameters) {
        return abbreviations.lengthen(parameters.getFirst());
    }

    private Decision attemptFate(String kind, List<String> p) {
        Matcher event = ATTEMPT.matcher(p.getFirst());
        Fate fate = FateCodec.fate(kind, p.subList(Math.min(3, p.size()), p.size()))
                .orElseThrow(() -> new IllegalArgumentException("nothing is called " + kind));
        if (!event.matches()) {
            throw new IllegalArgumentException(
                    "\"" + p.getFirst() + "\": expected an event such as 7f3a1b2c/OrderPlaced#1");
        }
        AttemptKey attempt = new AttemptKey(
                abbreviations.order(event.group(1)),
                event.group(2),
                Integer.parseInt(event.group(3)),
                p.get(1),
                Integer.parseInt(p.get(2)));
        return new AttemptFate(attempt, kind, fate);
    }
}
