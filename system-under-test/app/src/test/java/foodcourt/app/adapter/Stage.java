package foodcourt.app.adapter;

import foodcourt.port.FencingToken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.NullUnmarked;
import tribunal.simulation.store.Actor;
import tribunal.simulation.store.Actor.Report;

/** Where a schedule is played: programs step by step in a certain order, a blocked one's turn being put off. */
@NullUnmarked
abstract class Stage {
    /**
     * What is played.
     *
     * @param preclaimed whether all has been claimed before, with leases that have lapsed; each actor holds the tokens
     */
    record Play(Cast cast, boolean preclaimed, List<Program> programs, List<Integer> turns) {}

    private enum Standing {
        READY,
        BLOCKED,
        DONE
    }

    protected final List<Actor> actors = new ArrayList<>();
    private final List<Standing> standings = new ArrayList<>();
    private final List<String> trace = new ArrayList<>();

    /** The world for one more actor; that of number -1 is the one in which the stage is set. */
    abstract World world(Cast cast, int number);

    /** Gives an actor a turn and waits until no actor moves; returns the last report of each. */
    abstract SortedMap<Integer, Report> turn(int number);

    /** Everything that the witness recorded. */
    abstract String witnessed(Cast cast);

    /** Plays to the end: what happened in each turn, and what it left. */
    final String play(Play play) {
        World outside = world(play.cast(), -1);
        List<World> worlds = new ArrayList<>();
        enter(play, outside);
        for (int number = 0; number < play.programs().size(); number++) {
            World world = world(play.cast(), number);
            world.tokens().addAll(outside.tokens());
            worlds.add(world);
            Program program = play.programs().get(number);
            actors.add(Actor.playing("" + (char) ('A' + number), actor -> program.play(actor, world)));
            standings.add(Standing.READY);
        }
        takeTurns(new ArrayList<>(play.turns()));
        Set<FencingToken> all = new LinkedHashSet<>();
        worlds.forEach(world -> all.addAll(world.tokens()));
        trace.add(outside.end(all));
        trace.add(witnessed(play.cast()));
        return String.join("\n  ", trace);
    }

    private static void enter(Play play, World world) {
        for (int order = 0; order < play.cast().size(); order++) {
            int number = order;
            world.transactions().transact(tx -> {
                play.cast().enter(tx, number);
                return tx;
            });
        }
        int rows = play.cast().versions().stream().mapToInt(v -> v).sum();
        for (int row = 0; play.preclaimed() && row < rows; row++) {
            world.claim(0, 1, Duration.ZERO);
            world.claim(1, 1, Duration.ZERO);
        }
    }

    private void takeTurns(List<Integer> left) {
        while (!left.isEmpty()) {
            int next = 0;
            while (next < left.size() && standings.get(left.get(next)) == Standing.BLOCKED) {
                next++;
            }
            if (next == left.size()) {
                throw new IllegalStateException("all wait for ever:\n  " + String.join("\n  ", trace));
            }
            int number = left.remove(next);
            if (standings.get(number) == Standing.READY) {
                turn(number).forEach(this::note);
            }
        }
    }

    private void note(int number, Report report) {
        standings.set(
                number,
                report.equals(Actor.BLOCKED) ? Standing.BLOCKED : report.isLast() ? Standing.DONE : Standing.READY);
        trace.add(actors.get(number) + ": " + report.outcome());
    }

    final boolean isBlocked(int number) {
        return standings.get(number) == Standing.BLOCKED;
    }
}
