package tribunal.simulation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import tribunal.fault.plan.AttemptKey;
import tribunal.fault.plan.Fate;
import tribunal.history.AppModel;
import tribunal.history.History;
import tribunal.history.JudgeLimits;
import tribunal.scenario.schedule.OrderPlacement;
import tribunal.scenario.schedule.Schedule;
import tribunal.simulation.decision.Decision;
import tribunal.simulation.decision.Decision.Fated;
import tribunal.simulation.decision.Decision.Incident;
import tribunal.simulation.decision.Decision.Late;
import tribunal.simulation.decision.Decision.Trouble;
import tribunal.simulation.decision.SimulationInput;
import tribunal.simulation.decision.SimulationInput.Story;
import tribunal.simulation.replay.DurationText;
import tribunal.simulation.replay.FateCodec;
import tribunal.simulation.world.SimulatedCluster;

/**
 * Makes a failing run small: delta debugging (Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input",
 * 2002) over the faults, then the orders, then the nodes, then the unusual times, again until nothing more can be taken away. What is left
 * is 1-minimal: without any single part of it the run does not fail. In the end it is told in a plainer way, with one copy of
 * a delivery and times to the millisecond, if it fails so too.
 */
public final class Shrinker {
    private final AppModel model;
    private final JudgeLimits limits;
    private final Predicate<History> fails;
    private final long deadline;
    private int runs;

    /**
     * What came of it.
     *
     * @param runs how many runs it took
     * @param isMinimal false if the time was up before
     */
    public record Shrunk(SimulationInput trial, int runs, boolean isMinimal) {
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
    public Shrinker(AppModel model, JudgeLimits limits, Predicate<History> fails, long deadline) {
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
    public Optional<Shrunk> shrink(SimulationInput failing) throws InterruptedException {
        LinkedHashSet<Decision> heard = new LinkedHashSet<>();
        if (!fails(SimulatedRun.overheard(failing, model, limits, heard))) {
            return Optional.empty();
        }
        Set<String> all = failing.story().flatMap(Story::orders).orElseGet(() -> orders(failing));
        SimulationInput trial = failing.told(new Story(Optional.of(all), List.copyOf(heard)));
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

    private static Set<String> orders(SimulationInput trial) {
        Set<String> orders = new LinkedHashSet<>();
        Schedule.of(trial.scenario(), trial.seed())
                .customers()
                .forEach(customer ->
                        customer.orders().stream().map(OrderPlacement::order).forEach(orders::add));
        return orders;
    }

    private static int size(SimulationInput trial) {
        Story story = trial.story().orElseThrow();
        return story.choices().size() + story.orders().map(Set::size).orElse(0);
    }

    private SimulationInput once(SimulationInput start) throws InterruptedException {
        SimulationInput trial = lessOf(start, choice -> choice instanceof Late, true);
        trial = lessOf(trial, choice -> !(choice instanceof Late), false);
        trial = fewerOrders(trial);
        trial = fewerNodes(trial);
        trial = heardOnly(trial);
        return lessOf(trial, choice -> choice instanceof Late, false);
    }

    /** What is no longer asked for, since its order is gone, goes too. */
    private SimulationInput heardOnly(SimulationInput trial) throws InterruptedException {
        LinkedHashSet<Decision> heard = new LinkedHashSet<>();
        SimulatedRun.overheard(trial, model, limits, heard);
        Story story = trial.story().orElseThrow();
        List<Decision> asked = story.choices().stream()
                .filter(choice -> choice instanceof Incident || heard.contains(choice))
                .toList();
        SimulationInput less = trial.told(new Story(story.orders(), asked));
        return fails(less) ? less : trial;
    }

    private SimulationInput lessOf(SimulationInput trial, Predicate<Decision> kind, boolean allOrNothing)
            throws InterruptedException {
        Story story = trial.story().orElseThrow();
        List<Decision> others = story.choices().stream().filter(kind.negate()).toList();
        List<Decision> these = story.choices().stream().filter(kind).toList();
        Function<List<Decision>, SimulationInput> with =
                kept -> trial.told(new Story(story.orders(), merged(story, others, kept)));
        if (allOrNothing) {
            SimulationInput without = with.apply(List.of());
            return !these.isEmpty() && fails(without) ? without : trial;
        }
        return with.apply(minimal(these, kept -> fails(with.apply(kept))));
    }

    /** In the order in which they were told. */
    private static List<Decision> merged(Story story, List<Decision> some, List<Decision> others) {
        Set<Decision> kept = new LinkedHashSet<>(some);
        kept.addAll(others);
        return story.choices().stream().filter(kept::contains).toList();
    }

    private SimulationInput fewerOrders(SimulationInput trial) throws InterruptedException {
        Story story = trial.story().orElseThrow();
        List<String> orders = List.copyOf(story.orders().orElseThrow());
        Function<List<String>, SimulationInput> with =
                kept -> trial.told(new Story(Optional.of(new LinkedHashSet<>(kept)), story.choices()));
        return with.apply(minimal(orders, kept -> fails(with.apply(kept))));
    }

    /** As few nodes as the failure needs; what was to happen to the others is left out. */
    private SimulationInput fewerNodes(SimulationInput trial) throws InterruptedException {
        Story story = trial.story().orElseThrow();
        List<String> all = SimulatedCluster.names(trial.nodes());
        for (int nodes = 1; nodes < trial.nodes() && !isLate(); nodes++) {
            Set<String> gone = new LinkedHashSet<>(all.subList(nodes, all.size()));
            List<Decision> kept = story.choices().stream()
                    .filter(choice -> !(choice instanceof Incident incident && gone.contains(incident.target())))
                    .toList();
            SimulationInput smaller = trial.on(nodes, new Story(story.orders(), kept));
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
    private SimulationInput with(SimulationInput trial, UnaryOperator<Decision> plainer) throws InterruptedException {
        Story story = trial.story().orElseThrow();
        List<Decision> plain = story.choices().stream().map(plainer).toList();
        if (plain.equals(story.choices())) {
            return trial;
        }
        SimulationInput told = trial.told(new Story(story.orders(), plain));
        return fails(told) ? told : trial;
    }

    private static Decision copiedOnce(Decision choice) {
        return choice instanceof Fated(AttemptKey attempt, String rule, Fate.Duplicate fate)
                ? new Fated(attempt, rule, new Fate.Duplicate(1, fate.spacing(), fate.timing()))
                : choice;
    }

    /** Times to the millisecond. */
    private static Decision rounded(Decision choice) {
        return switch (choice) {
            case Fated f -> new Fated(f.attempt(), f.fate().kind(), rounded(f.fate()));
            case Incident i ->
                new Incident(i.kind(), i.target(), DurationText.rounded(i.at()), DurationText.rounded(i.lasting()));
            case Trouble t ->
                new Trouble(t.kind(), t.thread(), t.call(), DurationText.rounded(t.lasting()), t.applied());
            case Late l -> new Late(l.thread(), l.call(), DurationText.rounded(l.nanos()));
        };
    }

    private static Fate rounded(Fate fate) {
        List<String> parameters = FateCodec.parameters(fate).stream()
                .map(p -> p.endsWith("ms") ? DurationText.text(DurationText.rounded(DurationText.nanos(p))) : p)
                .toList();
        return FateCodec.fate(fate.kind(), parameters).orElseThrow();
    }

    private boolean fails(SimulationInput trial) throws InterruptedException {
        return fails(SimulatedRun.run(trial, model, limits));
    }

    private boolean fails(SimulationResult run) {
        runs++;
        return fails.test(run.history());
    }

    private boolean isLate() {
        return System.nanoTime() - deadline > 0;
    }
}
