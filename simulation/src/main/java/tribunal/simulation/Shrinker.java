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
import tribunal.simulation.decision.Decision.AttemptFate;
import tribunal.simulation.decision.Decision.CallFault;
import tribunal.simulation.decision.Decision.CallLatency;
import tribunal.simulation.decision.Decision.ScheduledOutage;
import tribunal.simulation.decision.SimulationInput;
import tribunal.simulation.decision.SimulationInput.RecordedDecisions;
import tribunal.simulation.replay.DurationText;
import tribunal.simulation.replay.FateCodec;
import tribunal.simulation.world.SimulatedCluster;

/**
 * Reduces a failing run by delta debugging (Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input",
 * 2002). It removes faults, then orders, nodes and call latencies, and repeats this until nothing more can be removed.
 * The result is 1-minimal: without any single part of it the run does not fail. At the end it simplifies decisions to
 * one copy of a delivery and whole milliseconds, if the run still fails.
 */
public final class Shrinker {
    private final AppModel model;
    private final JudgeLimits limits;
    private final Predicate<History> fails;
    private final long deadline;
    private int runs;

    /**
     * The reduced run.
     *
     * @param runs number of runs that shrinking took
     * @param isMinimal false if the deadline passed before
     */
    public record ShrunkRun(SimulationInput input, int runs, boolean isMinimal) {
        /** Returns the number of remaining faults, orders and call latencies. */
        public int size() {
            return recorded(input).size();
        }
    }

    /**
     * Prepares to shrink.
     *
     * @param fails whether a run fails in the way sought
     * @param deadline in {@link System#nanoTime} time; after it the best result so far is returned
     */
    public Shrinker(AppModel model, JudgeLimits limits, Predicate<History> fails, long deadline) {
        this.model = model;
        this.limits = limits;
        this.fails = fails;
        this.deadline = deadline;
    }

    /** Shrinks a failing input; returns empty if the run does not fail. */
    public Optional<ShrunkRun> shrink(SimulationInput failing) throws InterruptedException {
        LinkedHashSet<Decision> recorded = new LinkedHashSet<>();
        if (!fails(SimulatedRun.runRecorded(failing, model, limits, recorded))) {
            return Optional.empty();
        }
        Set<String> initial =
                failing.recorded().flatMap(RecordedDecisions::orders).orElseGet(() -> orders(failing));
        SimulationInput input =
                failing.withRecorded(new RecordedDecisions(Optional.of(initial), List.copyOf(recorded)));
        if (!fails(input)) {
            throw new IllegalStateException("seed " + failing.seed()
                    + " fails, but the replay of its recorded decisions does not: a decision was not recorded");
        }
        for (int before = -1; before != size(input) && !isTimeUp(); ) {
            before = size(input);
            input = shrinkOnce(input);
        }
        input = simplify(input, Shrinker::withOneCopy);
        input = simplify(input, Shrinker::rounded);
        return Optional.of(new ShrunkRun(input, runs, !isTimeUp()));
    }

    private static Set<String> orders(SimulationInput input) {
        Set<String> orders = new LinkedHashSet<>();
        Schedule.of(input.scenario(), input.seed())
                .customers()
                .forEach(customer ->
                        customer.orders().stream().map(OrderPlacement::order).forEach(orders::add));
        return orders;
    }

    private static int size(SimulationInput input) {
        return recorded(input).size() + input.nodes();
    }

    private static RecordedDecisions recorded(SimulationInput input) {
        return input.recorded().orElseThrow();
    }

    private SimulationInput shrinkOnce(SimulationInput start) throws InterruptedException {
        SimulationInput input = withoutLatencies(start);
        input = fewerDecisions(input, decision -> !(decision instanceof CallLatency));
        input = fewerOrders(input);
        input = fewerNodes(input);
        input = withoutUnused(input);
        return fewerDecisions(input, CallLatency.class::isInstance);
    }

    /** Returns the simpler input if its run still fails. */
    private SimulationInput ifFailing(SimulationInput simpler, SimulationInput input) throws InterruptedException {
        return fails(simpler) ? simpler : input;
    }

    private SimulationInput withoutLatencies(SimulationInput input) throws InterruptedException {
        RecordedDecisions current = recorded(input);
        List<Decision> others = current.decisions().stream()
                .filter(decision -> !(decision instanceof CallLatency))
                .toList();
        boolean hasLatencies = others.size() < current.decisions().size();
        return hasLatencies ? ifFailing(input.withRecorded(current.with(others)), input) : input;
    }

    /** Removes decisions that are no longer used, since their order was removed. */
    private SimulationInput withoutUnused(SimulationInput input) throws InterruptedException {
        LinkedHashSet<Decision> recorded = new LinkedHashSet<>();
        SimulatedRun.runRecorded(input, model, limits, recorded);
        RecordedDecisions current = recorded(input);
        List<Decision> used = current.decisions().stream()
                .filter(decision -> decision instanceof ScheduledOutage || recorded.contains(decision))
                .toList();
        return ifFailing(input.withRecorded(current.with(used)), input);
    }

    private SimulationInput fewerDecisions(SimulationInput input, Predicate<Decision> kind)
            throws InterruptedException {
        RecordedDecisions current = recorded(input);
        List<Decision> candidates = current.decisions().stream().filter(kind).toList();
        Function<List<Decision>, SimulationInput> reduced =
                kept -> input.withRecorded(current.with(without(current, kind, Set.copyOf(kept))));
        return reduced.apply(minimal(candidates, kept -> fails(reduced.apply(kept))));
    }

    private static List<Decision> without(
            RecordedDecisions current, Predicate<Decision> kind, Set<Decision> exceptions) {
        return current.decisions().stream()
                .filter(decision -> !kind.test(decision) || exceptions.contains(decision))
                .toList();
    }

    private SimulationInput fewerOrders(SimulationInput input) throws InterruptedException {
        RecordedDecisions current = recorded(input);
        List<String> orders = List.copyOf(current.orders().orElseThrow());
        Function<List<String>, SimulationInput> reduced = kept ->
                input.withRecorded(new RecordedDecisions(Optional.of(new LinkedHashSet<>(kept)), current.decisions()));
        return reduced.apply(minimal(orders, kept -> fails(reduced.apply(kept))));
    }

    /** Finds the lowest number of nodes that fails, without the outages of removed nodes. */
    private SimulationInput fewerNodes(SimulationInput input) throws InterruptedException {
        RecordedDecisions current = recorded(input);
        List<String> all = SimulatedCluster.names(input.nodes());
        for (int nodes = 1; nodes < input.nodes() && !isTimeUp(); nodes++) {
            Set<String> removed = new LinkedHashSet<>(all.subList(nodes, all.size()));
            List<Decision> kept = current.decisions().stream()
                    .filter(decision ->
                            !(decision instanceof ScheduledOutage outage && removed.contains(outage.target())))
                    .toList();
            SimulationInput smaller = input.with(nodes, current.with(kept));
            if (fails(smaller)) {
                return smaller;
            }
        }
        return input;
    }

    /** Runs a simulation to check whether the remaining items still fail. */
    private interface FailureCheck<T> {
        boolean check(List<T> kept) throws InterruptedException;
    }

    /** The algorithm ddmin: tries halves, quarters and so on, and the complement of each. */
    private <T> List<T> minimal(List<T> items, FailureCheck<T> fails) throws InterruptedException {
        List<T> kept = items;
        if (kept.isEmpty() || fails.check(List.of())) {
            return List.of();
        }
        int parts = 2;
        while (kept.size() > 1 && !isTimeUp()) {
            Optional<List<T>> smaller = firstFailing(kept, parts, List::subList, fails);
            if (smaller.isPresent()) {
                kept = smaller.get();
                parts = 2;
                continue;
            }
            smaller = firstFailing(kept, parts, Shrinker::complement, fails);
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

    /** Selects items by the range of indexes of one part. */
    private interface Selection<T> {
        List<T> of(List<T> items, int from, int to);
    }

    private static <T> List<T> complement(List<T> items, int from, int to) {
        List<T> others = new ArrayList<>(items);
        others.subList(from, to).clear();
        return others;
    }

    private <T> Optional<List<T>> firstFailing(List<T> items, int parts, Selection<T> selection, FailureCheck<T> fails)
            throws InterruptedException {
        for (int n = 0; n < parts && !isTimeUp(); n++) {
            List<T> fewer = selection.of(items, start(items, parts, n), start(items, parts, n + 1));
            if (!fewer.isEmpty() && fewer.size() < items.size() && fails.check(fewer)) {
                return Optional.of(List.copyOf(fewer));
            }
        }
        return Optional.empty();
    }

    private static int start(List<?> items, int parts, int n) {
        return (int) ((long) items.size() * n / parts);
    }

    /** Simplifies each decision, if the run still fails. */
    private SimulationInput simplify(SimulationInput input, UnaryOperator<Decision> simplification)
            throws InterruptedException {
        RecordedDecisions current = recorded(input);
        List<Decision> simple = current.decisions().stream().map(simplification).toList();
        return simple.equals(current.decisions()) ? input : ifFailing(input.withRecorded(current.with(simple)), input);
    }

    private static Decision withOneCopy(Decision decision) {
        return decision instanceof AttemptFate(AttemptKey attempt, String rule, Fate.Duplicate fate)
                ? new AttemptFate(attempt, rule, new Fate.Duplicate(1, fate.timing(), fate.spacing()))
                : decision;
    }

    private static Decision rounded(Decision decision) {
        return switch (decision) {
            case AttemptFate f -> new AttemptFate(f.attempt(), f.fate().kind(), rounded(f.fate()));
            case ScheduledOutage o ->
                new ScheduledOutage(
                        o.kind(), o.target(), DurationText.rounded(o.at()), DurationText.rounded(o.nanos()));
            case CallFault c ->
                new CallFault(c.kind(), c.thread(), c.call(), DurationText.rounded(c.nanos()), c.applied());
            case CallLatency l -> new CallLatency(l.thread(), l.call(), DurationText.rounded(l.nanos()));
        };
    }

    private static Fate rounded(Fate fate) {
        List<String> parameters = FateCodec.parameters(fate).stream()
                .map(p -> p.endsWith("ms") ? DurationText.text(DurationText.rounded(DurationText.nanos(p))) : p)
                .toList();
        return FateCodec.fate(fate.kind(), parameters).orElseThrow();
    }

    private boolean fails(SimulationInput input) throws InterruptedException {
        return fails(SimulatedRun.run(input, model, limits));
    }

    private boolean fails(SimulationResult run) {
        runs++;
        return fails.test(run.history());
    }

    private boolean isTimeUp() {
        return System.nanoTime() - deadline > 0;
    }
}
