package foodcourt.app.adapter;

import foodcourt.port.Tx;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.springframework.dao.DataAccessException;
import tribunal.simulation.store.Actor;

/**
 * What one actor does, a step in each turn.
 *
 * @param steps all of them inside, or all outside of a transaction
 */
@NullUnmarked
record Program(List<Step> steps, Ending ending) {
    /** What becomes of a transaction. */
    enum Ending {
        COMMIT,
        /** Tries to go on and to commit after failed statements. */
        COMMIT_ANYWAY,
        ROLLBACK,
        /** There is none. */
        NONE
    }

    private static final class GivenUp extends RuntimeException {}

    int turns() {
        return ending == Ending.NONE ? steps.size() : steps.size() + 1;
    }

    void play(Actor actor, World world) {
        actor.end(ending == Ending.NONE ? outside(actor, world) : transaction(actor, world));
    }

    private String outside(Actor actor, World world) {
        String last = "nothing to do";
        for (int i = 0; i < steps.size(); i++) {
            actor.awaitTurn();
            last = ((Step.Outside) steps.get(i)).run(world);
            if (i < steps.size() - 1) {
                actor.report(last);
            }
        }
        return last;
    }

    private String transaction(Actor actor, World world) {
        try {
            return world.transactions().transact(tx -> inside(actor, world, tx));
        } catch (GivenUp e) {
            return "rolled back";
        } catch (RuntimeException e) {
            return "ended by " + kind(e);
        }
    }

    private String inside(Actor actor, World world, Tx tx) {
        for (Step step : steps) {
            actor.awaitTurn();
            actor.report(tried(() -> ((Step.Inside) step).run(world, tx)));
        }
        actor.awaitTurn();
        if (ending == Ending.ROLLBACK) {
            throw new GivenUp();
        }
        return "committed";
    }

    private interface Statement {
        String run();
    }

    private String tried(Statement statement) {
        try {
            return statement.run();
        } catch (RuntimeException e) {
            if (ending == Ending.COMMIT) {
                throw e;
            }
            return kind(e);
        }
    }

    /** Inside of its work the adapter's failures are still Spring's. */
    private static String kind(RuntimeException e) {
        return (e instanceof DataAccessException ? SqlErrorTranslator.beforeCommit(e) : e)
                .getClass()
                .getSimpleName();
    }
}
