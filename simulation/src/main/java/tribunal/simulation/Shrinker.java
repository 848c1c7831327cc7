package tribunal.simulation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import tribunal.fault.Attempt;
import tribunal.fault.Fate;
import tribunal.history.History;
import tribunal.history.Limits;
import tribunal.history.Model;
import tribunal.scenario.Placement;
import tribunal.scenario.Schedule;
import tribunal.simulation.Choice.Fated;
import tribunal.simulation.Choice.Incident;
import tribunal.simulation.Choice.Late;
import tribunal.simulation.Choice.Trouble;
import tribunal.simulation.Trial.Story;

/**
 * Makes a failing run small: delta debugging (Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input",
 * 2002) over the faults, then the orders, then the nodes, then the unusual times, again until nothing more can be taken away. What is left
 * is 1-minimal: without any single part of it the run does not fail. In the end it is told in a plainer way, with one copy of
 * a delivery and times to the millisecond, if it fails so too.
 */
public final class Shrinker {
    private final Model model;
    private final Limits limits;
    private final Predicate<History> fails;
    private final long deadline;
    private int runs;

    /**
     * What came of it.
     *
     * @param runs how many runs it took
     * @param isMinimal false if the time was up before
     */
    public record Shrunk(Trial trial, int runs, boolean isMinimal) {
        /** How many faults, orders and unusual times are left. */
        public int size() {
            Story story = trial.story().orElseThrow();
            return story.choices().size() + story.orders().map(Set::size).orElse(0);
        }
    }

    /**
     * Prepares to shrink.
     *
     * @param fails whether a run fails in the way that is sought
     * @param deadline in {@link System#nanoTime} time, after which the best so far will do
     */
    public Shrinker(Model model, Limits limits, Predicate<History> fails, long deadline) {
        this.model = model;
        this.limits = limits;
        this.fails = fails;
        this.deadline = deadline;
    }

    /**
     * Shrinks a failing trial.
     *
     * @return empty if it does not fail
     */
    public Optional<Shrunk> shrink(Trial failing) throws InterruptedException {
        LinkedHashSet<Choice> heard = new LinkedHashSet<>();
        if (!fails(SimulatedRun.overheard(failing, model, limits, heard))) {
            return Optional.empty();
        }
        Set<String> all = failing.story().flatMap(Story::orders).orElseGet(() -> orders(failing));
        Trial trial = failing.told(new Story(Optional.of(all), List.copyOf(heard)));
        if (!fails(trial)) {
            throw new IllegalStateException(
                    "seed " + failing.seed() + " fails, and its own story does not: some choice " + "is not told");
        }
        for (int before = -1; before != size(trial) + trial.nodes() && !isLate(); ) {
            before = size(trial) + trial.nodes();
            trial = once(trial);
        }
        trial = with(trial, Shrinker::copiedOnce);
        trial = with(trial, Shrinker::rounded);
        return Optional.of(new Shrunk(trial, runs, !isLate()));
    }

    private static Set<String> orders(Trial trial) {
        Set<String> orders = new LinkedHashSet<>();
        Schedule.of(trial.scenario(), trial.seed())
                .customers()
                .forEach(customer ->
                        customer.orders().stream().map(Placement::order).forEach(orders::add));
        return orders;
    }

    private static int size(Trial trial) {
        Story story = trial.story().orElseThrow();
        return story.choices().size() + story.orders().map(Set::size).orElse(0);
    }

    private Trial once(Trial start) throws InterruptedException {
        Trial trial = lessOf(start, choice -> choice instanceof Late, true);
        trial = lessOf(trial, choice -> !(choice instanceof Late), false);
        trial = fewerOrders(trial);
        trial = fewerNodes(trial);
        trial = heardOnly(trial);
        return lessOf(trial, choice -> choice instanceof Late, false);
    }

    /** What is no longer asked for, since its order is gone, goes too. */
    private Trial heardOnly(Trial trial) throws InterruptedException {
        LinkedHashSet<Choice> heard = new LinkedHashSet<>();
        SimulatedRun.overheard(trial, model, limits, heard);
        Story story = trial.story().orElseThrow();
        List<Choice> asked = story.choices().stream()
                .filter(choice -> choice instanceof Incident || heard.contains(choice))
                .toList();
        Trial less = trial.told(new Story(story.orders(), asked));
        return fails(less) ? less : trial;
    }

    private Trial lessOf(Trial trial, Predicate<Choice> kind, boolean allOrNothing) throws InterruptedException {
        Story story = trial.story().orElseThrow();
        List<Choice> others = story.choices().stream().filter(kind.negate()).toList();
        List<Choice> these = story.choices().stream().filter(kind).toList();
        Function<List<Choice>, Trial> with = kept -> trial.told(new Story(story.orders(), merged(story, others, kept)));
        if (allOrNothing) {
            Trial without = with.apply(List.of());
            return !these.isEmpty() && fails(without) ? without : trial;
        }
        return with.apply(minimal(these, kept -> fails(with.apply(kept))));
    }

    /** In the order in which they were told. */
    private static List<Choice> merged(Story story, List<Choice> some, List<Choice> others) {
        Set<Choice> kept = new LinkedHashSet<>(some);
        kept.addAll(others);
        return story.choices().stream().filter(kept::contains).toList();
    }

    private Trial fewerOrders(Trial trial) throws InterruptedException {
        Story story = trial.story().orElseThrow();
        List<String> orders = List.copyOf(story.orders().orElseThrow());
        Function<List<String>, Trial> with =
                kept -> trial.told(new Story(Optional.of(new LinkedHashSet<>(kept)), story.choices()));
        return with.apply(minimal(orders, kept -> fails(with.apply(kept))));
    }

    /** As few nodes as the failure needs; what was to happen to the others is left out. */
    private Trial fewerNodes(Trial trial) throws InterruptedException {
        Story story = trial.story().orElseThrow();
        List<String> all = Cluster.names(trial.nodes());
        for (int nodes = 1; nodes < trial.nodes() && !isLate(); nodes++) {
            Set<String> gone = new LinkedHashSet<>(all.subList(nodes, all.size()));
            List<Choice> kept = story.choices().stream()
                    .filter(choice -> !(choice instanceof Incident incident && gone.contains(incident.target())))
                    .toList();
            Trial smaller = trial.on(nodes, new Story(story.orders(), kept));
            if (fails(smaller)) {
                return smaller;
            }
        }
        return trial;
    }

    /** A question that takes a run to answer. */
    private interface Question<T> {
        boolean ask(List<T> kept) throws InterruptedException;
    }

    /** The algorithm ddmin: halves, quarters and so on, and what is left without each of them. */
    private <T> List<T> minimal(List<T> items, Question<T> fails) throws InterruptedException {
        List<T> kept = items;
        if (kept.isEmpty() || fails.ask(List.of())) {
            return List.of();
        }
        int parts = 2;
        while (kept.size() > 1 && !isLate()) {
            Optional<List<T>> smaller = part(kept, parts, fails);
            if (smaller.isPresent()) {
                kept = smaller.get();
                parts = 2;
                continue;
            }
            smaller = rest(kept, parts, fails);
            if (smaller.isPresent()) {
                kept = smaller.get();
                parts = Math.max(2, parts - 1);
            } else if (parts >= kept.size()) {
                return kept;
            } else {
                parts = Math.min(kept.size(), 2 * parts);
            }
        }
        return kept;
    }

    private <T> Optional<List<T>> part(List<T> items, int parts, Question<T> fails) throws InterruptedException {
        for (int n = 0; n < parts && !isLate(); n++) {
            List<T> part = items.subList(start(items, parts, n), start(items, parts, n + 1));
            if (!part.isEmpty() && part.size() < items.size() && fails.ask(part)) {
                return Optional.of(List.copyOf(part));
            }
        }
        return Optional.empty();
    }

    private <T> Optional<List<T>> rest(List<T> items, int parts, Question<T> fails) throws InterruptedException {
        for (int n = 0; n < parts && !isLate(); n++) {
            List<T> rest = new ArrayList<>(items.subList(0, start(items, parts, n)));
            rest.addAll(items.subList(start(items, parts, n + 1), items.size()));
            if (rest.size() < items.size() && fails.ask(rest)) {
                return Optional.of(rest);
            }
        }
        return Optional.empty();
    }

    private static int start(List<?> items, int parts, int n) {
        return (int) ((long) items.size() * n / parts);
    }

    /** With each choice in a plainer way, if it fails so too. */
    private Trial with(Trial trial, UnaryOperator<Choice> plainer) throws InterruptedException {
        Story story = trial.story().orElseThrow();
        List<Choice> plain = story.choices().stream().map(plainer).toList();
        if (plain.equals(story.choices())) {
            return trial;
        }
        Trial told = trial.told(new Story(story.orders(), plain));
        return fails(told) ? told : trial;
    }

    private static Choice copiedOnce(Choice choice) {
        return choice instanceof Fated(Attempt attempt, String rule, Fate.Duplicate fate)
                ? new Fated(attempt, rule, new Fate.Duplicate(1, fate.spacing(), fate.timing()))
                : choice;
    }

    /** Times to the millisecond. */
    private static Choice rounded(Choice choice) {
        return switch (choice) {
            case Fated f -> new Fated(f.attempt(), f.fate().kind(), rounded(f.fate()));
            case Incident i -> new Incident(i.kind(), i.target(), Times.rounded(i.at()), Times.rounded(i.lasting()));
            case Trouble t -> new Trouble(t.kind(), t.thread(), t.call(), Times.rounded(t.lasting()), t.applied());
            case Late l -> new Late(l.thread(), l.call(), Times.rounded(l.nanos()));
        };
    }

    private static Fate rounded(Fate fate) {
        List<String> parameters = FateText.parameters(fate).stream()
                .map(p -> p.endsWith("ms") ? Times.text(Times.rounded(Times.nanos(p))) : p)
                .toList();
        return FateText.fate(fate.kind(), parameters).orElseThrow();
    }

    private boolean fails(Trial trial) throws InterruptedException {
        return fails(SimulatedRun.run(trial, model, limits));
    }

    private boolean fails(Simulated run) {
        runs++;
        return fails.test(run.history());
    }

    private boolean isLate() {
        return System.nanoTime() - deadline > 0;
    }
}
