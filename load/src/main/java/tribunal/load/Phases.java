package tribunal.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import tribunal.history.HarnessEntry.CanaryPlaced;
import tribunal.history.HarnessEntry.Drained;
import tribunal.history.HarnessEntry.NodeKilled;
import tribunal.history.HarnessEntry.NotDrained;
import tribunal.history.HarnessEntry.PhaseStarted;
import tribunal.history.Phase;
import tribunal.scenario.Placement;
import tribunal.scenario.Schedule;

/** Takes a run whose app is up through warm-up, storm, heal and drain. */
record Phases(
        LoadRequest request,
        Clocks clocks,
        Watch watch,
        Background background,
        Recorder harness,
        Recorder store,
        DatabaseWitness database,
        Nodes app,
        Monkeys monkeys) {
    private static final long GATLING_START_SECONDS = 60;
    private static final long LATE_STEPS_SECONDS = 30;
    private static final long PONG_SECONDS = 6;
    private static final int LOOK_MILLIS = 50;

    void pass(Schedule schedule, ClientWitness client, Consumer<String> announce) throws InterruptedException {
        Gate gate =
                new Gate(schedule.customers().size(), schedule.boardWatchers().size());
        announce.accept("rehearsal");
        CompletableFuture<Void> traffic = CompletableFuture.runAsync(
                () -> new Traffic(schedule, app.addresses(), client, gate).play(request.log("gatling")),
                work -> Thread.ofPlatform().daemon().name("gatling").start(work));
        try {
            rehearse(gate, client);
            long zero = started(gate, traffic);
            enter(Phase.WARM_UP, zero);
            announce.accept("warm-up");
            long storm = zero + request.scenario().phases().warmUp().toNanos();
            enter(Phase.STORM, storm);
            monkeys.begin(request.scenario().phases().storm());
            announce.accept("storm");
            long heal = storm + request.scenario().phases().storm().toNanos();
            enter(Phase.HEAL, heal);
            announce.accept("heal");
            heal(gate, client);
            enter(Phase.DRAIN, clocks.at());
            announce.accept("drain");
            drain();
            background.close();
            store.record(database.stream());
            store.record(database.boards());
        } finally {
            announce.accept("judging");
            gate.end();
        }
        finish(traffic);
    }

    private void rehearse(Gate gate, ClientWitness client) throws InterruptedException {
        try {
            new Rehearsal(new LoneCustomer(Schedule.REHEARSAL, app.addresses(), client), request.seed()).play();
        } finally {
            gate.rehearsing().countDown();
        }
    }

    private static long started(Gate gate, CompletableFuture<Void> traffic) throws InterruptedException {
        try {
            return (Long) CompletableFuture.anyOf(gate.started(), traffic.thenApply(_ -> -1L))
                    .get(GATLING_START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new LoadFailure("Gatling did not start: " + e, e);
        }
    }

    private static void finish(CompletableFuture<Void> traffic) throws InterruptedException {
        try {
            traffic.get(GATLING_START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new LoadFailure("Gatling did not end: " + e, e);
        }
    }

    /** Waits for a time of the run, then says that the phase began; if the app dies meanwhile, says that instead. */
    private void enter(Phase phase, long at) throws InterruptedException {
        while (clocks.at() < at && app.dead().isEmpty()) {
            background.check();
            Thread.sleep(Math.clamp((at - clocks.at()) / 1_000_000, 1, LOOK_MILLIS));
        }
        harness.record(new PhaseStarted(clocks.at(), phase));
    }

    /** Faults off, the canary placed, customers done and pinged. */
    private void heal(Gate gate, ClientWitness client) throws InterruptedException {
        List<String> dead = app.dead();
        dead.forEach(node -> harness.record(new NodeKilled(clocks.at(), node)));
        if (!dead.isEmpty()) {
            return;
        }
        monkeys.end();
        app.tell("heal");
        Placement canary = Schedule.canary(request.seed());
        harness.record(new CanaryPlaced(clocks.at(), canary.order()));
        new LoneCustomer(Schedule.CANARY, app.addresses(), client).place(canary);
        boolean all = gate.busy().await(LATE_STEPS_SECONDS, TimeUnit.SECONDS);
        gate.heal();
        if (all) {
            all = gate.unpinged().await(PONG_SECONDS, TimeUnit.SECONDS);
        }
        background.check();
    }

    /** Waits until nothing is outstanding, or until nothing more can be hoped for. */
    private void drain() throws InterruptedException {
        long began = clocks.at();
        long bound = began + request.scenario().phases().drain().toNanos();
        while (true) {
            background.check();
            long now = clocks.at();
            if (watch.quietSince(now - request.limits().quietTime().toNanos())
                    && watch.isCanaryFinished()
                    && database.openWrites() == 0) {
                harness.record(new Drained(now));
                return;
            }
            List<String> why = new ArrayList<>();
            app.dead().forEach(node -> why.add(node + " of the app is dead"));
            if (now > bound) {
                why.add("the drain's bound has passed");
            }
            boolean canaryJudged = watch.isCanaryFinished()
                    || now > began + request.limits().canaryBound().toNanos();
            long silence = now - request.limits().longestSilence().toNanos();
            if (canaryJudged
                    && silence > began
                    && watch.silentSince(silence)
                    && !watch.outstanding().isEmpty()) {
                why.add("nothing is tried any more");
            }
            if (!why.isEmpty()) {
                harness.record(new NotDrained(now, String.join(", ", why), List.copyOf(watch.outstanding())));
                return;
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }
}
