package foodcourt.app.adapter;

import foodcourt.app.adapter.Program.Ending;
import foodcourt.app.adapter.Step.Append;
import foodcourt.app.adapter.Step.Claim;
import foodcourt.app.adapter.Step.Count;
import foodcourt.app.adapter.Step.Insert;
import foodcourt.app.adapter.Step.Lock;
import foodcourt.app.adapter.Step.Look;
import foodcourt.app.adapter.Step.Redrive;
import foodcourt.app.adapter.Step.Renew;
import foodcourt.app.adapter.Step.Settle;
import foodcourt.app.adapter.Step.Update;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;

/** Programs that meet at rows, keys and locks. */
@NullUnmarked
final class Classics {
    /**
     * Programs that run together.
     *
     * @param versions of the orders at the start
     */
    record Classic(List<Integer> versions, List<Program> programs) {}

    private Classics() {}

    static List<Classic> all() {
        return List.of(
                // Two and three in a circle.
                on(List.of(1, 1), commits(new Lock(0), new Lock(1)), commits(new Lock(1), new Lock(0))),
                on(
                        List.of(1, 1, 1),
                        commits(new Lock(0), new Lock(1)),
                        commits(new Lock(1), new Lock(2)),
                        commits(new Lock(2), new Lock(0))),
                // Both share the order's key and want it alone.
                on(List.of(1), commits(new Append(0, 2, 1), new Lock(0)), goesOn(new Append(0, 3, 1), new Lock(0))),
                // Lost updates.
                on(List.of(1), commits(new Lock(0), new Update(0, 2)), goesOn(new Update(0, 2), new Lock(0))),
                on(List.of(1), givesUp(new Update(0, 2)), goesOn(new Update(0, 2)), goesOn(new Update(0, 3))),
                on(List.of(1), commits(new Update(0, 2)), goesOn(new Update(0, 2)), commits(new Update(0, 3))),
                on(List.of(1), commits(new Lock(0)), commits(new Lock(0)), commits(new Lock(0))),
                // The same order at once, and an insert that meets an update.
                on(List.of(0), commits(new Insert(0), new Append(0, 1, 2)), goesOn(new Insert(0), new Append(0, 1, 2))),
                on(List.of(0), givesUp(new Insert(0)), commits(new Insert(0)), goesOn(new Insert(0))),
                on(List.of(1), commits(new Update(0, 2)), commits(new Insert(0), new Update(0, 2))),
                on(List.of(1), givesUp(new Update(0, 2)), commits(new Insert(0), new Update(0, 2))),
                on(List.of(0), commits(new Insert(0)), commits(new Lock(0), new Update(0, 2))),
                // The foreign key: not there, about to be there, locked, updated.
                on(List.of(0), commits(new Insert(0)), goesOn(new Append(0, 1, 1), new Lock(0))),
                on(List.of(1), commits(new Lock(0), new Update(0, 2)), commits(new Append(0, 2, 1))),
                on(List.of(1), commits(new Update(0, 2)), commits(new Append(0, 2, 1), new Lock(0))),
                on(List.of(1), commits(new Append(0, 2, 1)), commits(new Append(0, 2, 2)), goesOn(new Update(0, 2))),
                on(List.of(1), givesUp(new Append(0, 2, 1)), commits(new Append(0, 2, 2), new Count(0, 2))),
                // Boards: the same event, and two events of one restaurant the other way round.
                on(List.of(1), commits(new Count(0, 1)), commits(new Count(0, 1)), givesUp(new Count(0, 1))),
                on(List.of(1, 1), commits(new Count(0, 1), new Count(1, 1)), goesOn(new Count(1, 1), new Count(0, 1))),
                on(List.of(0), commits(new Insert(0), new Append(0, 1, 0)), goesOn(new Count(0, 1))),
                // An event that is written while who counts it waits for the board.
                on(List.of(1, 1), commits(new Count(0, 1)), commits(new Count(1, 2)), commits(new Append(1, 2, 0))),
                // What is claimed while it is written.
                on(
                        List.of(1),
                        commits(new Append(0, 2, 2)),
                        alone(new Claim(0, 10, true), new Settle(0, true), new Look()),
                        alone(new Claim(0, 10, true), new Settle(3, true))),
                on(
                        List.of(1),
                        alone(new Claim(0, 10, false), new Settle(2, true), new Claim(0, 10, false)),
                        alone(new Claim(1, 10, true), new Settle(1, true), new Claim(1, 10, true))),
                // Leases that lapse, old tokens, dead letters.
                on(
                        List.of(2),
                        alone(new Claim(0, 10, true), new Renew(false), new Settle(0, true)),
                        alone(new Claim(0, 10, false), new Settle(3, true), new Look(), new Redrive())),
                on(
                        List.of(1),
                        alone(new Claim(0, 1, true), new Claim(0, 1, true), new Settle(5, true)),
                        alone(new Claim(0, 1, true), new Settle(5, false))),
                on(
                        List.of(2, 1),
                        alone(new Claim(0, 1, true), new Settle(1, false), new Claim(0, 1, false)),
                        alone(new Claim(0, 1, true), new Settle(4, false), new Look())));
    }

    private static Classic on(List<Integer> versions, Program... programs) {
        return new Classic(versions, List.of(programs));
    }

    private static Program commits(Step... steps) {
        return new Program(List.of(steps), Ending.COMMIT);
    }

    private static Program goesOn(Step... steps) {
        return new Program(List.of(steps), Ending.COMMIT_ANYWAY);
    }

    private static Program givesUp(Step... steps) {
        return new Program(List.of(steps), Ending.ROLLBACK);
    }

    private static Program alone(Step... steps) {
        return new Program(List.of(steps), Ending.NONE);
    }
}
