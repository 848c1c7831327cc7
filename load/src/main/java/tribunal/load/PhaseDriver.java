package tribunal.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import tribunal.history.HarnessEntry.CanaryPlaced;
import tribunal.history.HarnessEntry.Drained;
import tribunal.history.HarnessEntry.NodeDied;
import tribunal.history.HarnessEntry.NotDrained;
import tribunal.history.HarnessEntry.PhaseStarted;
import tribunal.history.Phase;
import tribunal.load.app.AppCluster;
import tribunal.load.app.ChaosMonkeyAssault;
import tribunal.load.database.DatabaseWitness;
import tribunal.load.run.BackgroundTasks;
import tribunal.load.run.LoadFailureException;
import tribunal.load.run.RunClock;
import tribunal.load.run.RunMonitor;
import tribunal.load.run.WitnessRecorder;
import tribunal.load.traffic.ClientWitness;
import tribunal.load.traffic.DeadLetterOperator;
import tribunal.load.traffic.JitWarmUp;
import tribunal.load.traffic.SingleOrderClient;
import tribunal.load.traffic.TrafficBarriers;
import tribunal.load.traffic.TrafficPlayer;
import tribunal.scenario.schedule.OrderPlacement;
import tribunal.scenario.schedule.Schedule;

/** Takes a run whose app is up through warm-up, storm, heal and drain. */
record PhaseDriver(
        LoadRequest request,
        RunClock clocks,
        RunMonitor watch,
        BackgroundTasks background,
        WitnessRecorder harness,
        WitnessRecorder store,
        DatabaseWitness database,
        AppCluster app,
        ChaosMonkeyAssault monkeys) {
    private static final long GATLING_START_SECONDS = 60;
    private static final long LATE_STEPS_SECONDS = 30;
    private static final long PONG_SECONDS = 6;
    private static final long STOP_SECONDS = 10;
    private static final int LOOK_MILLIS = 50;

    /** A node of the app died by itself: the run ends. */
    private static final class NodeDeathException extends Exception {
        NodeDeathException(List<String> nodes) {
            super(String.join(" and ", nodes) + " of the app died");
        }
    }

    void pass(Schedule schedule, ClientWitness client, Consumer<String> announce) throws InterruptedException {
        TrafficBarriers gate = new TrafficBarriers(
                schedule.customers().size(), schedule.boardWatchers().size());
        announce.accept("rehearsal");
        CompletableFuture<Void> traffic = CompletableFuture.runAsync(
                () -> new TrafficPlayer(schedule, app.addresses(), client, gate).play(request.log("gatling")),
                work -> Thread.ofPlatform().daemon().name("gatling").start(work));
        try {
            pass(gate, traffic, client, announce);
            gate.end();
        } catch (NodeDeathException e) {
            String death = String.valueOf(e.getMessage());
            announce.accept(death);
            request.progress().accept(watch.status(death, clocks.at()));
            harness.record(new NotDrained(clocks.at(), death, List.copyOf(watch.outstanding())));
            gate.stop();
        } catch (RuntimeException e) {
            gate.stop();
            waitFor(traffic);
            throw e;
        }
        background.close();
        store.record(database.stream());
        store.record(database.boards());
        announce.accept("judging");
        if (gate.stopped()) {
            waitFor(traffic);
        } else {
            finish(traffic);
        }
    }

    private void pass(
            TrafficBarriers gate, CompletableFuture<Void> traffic, ClientWitness client, Consumer<String> announce)
            throws InterruptedException, NodeDeathException {
        rehearse(gate, client);
        look();
        long zero = started(gate, traffic);
        enter(Phase.WARM_UP, zero);
        announce.accept("warm-up");
        long storm = zero + request.scenario().phases().warmUp().toNanos();
        enter(Phase.STORM, storm);
        monkeys.begin(request.scenario().phases().storm());
        announce.accept("storm");
        try (DeadLetterOperator operator = new DeadLetterOperator(app.addresses())) {
            request.scenario().traffic().redrive().ifPresent(every -> background.every(every, operator::redrive));
            enter(Phase.HEAL, storm + request.scenario().phases().storm().toNanos());
        }
        announce.accept("heal");
        heal(gate, client);
        enter(Phase.DRAIN, clocks.at());
        announce.accept("drain");
        drain();
    }

    /** Ends the run if a part of the harness failed or a node of the app died. */
    private void look() throws NodeDeathException {
        background.check();
        List<AppCluster.Dead> dead = app.dead();
        dead.forEach(node -> harness.record(new NodeDied(clocks.at(), node.name(), node.how(), node.log())));
        if (!dead.isEmpty()) {
            throw new NodeDeathException(
                    dead.stream().map(AppCluster.Dead::name).toList());
        }
    }

    /** Waits for traffic that was stopped; how it ends says nothing any more. */
    private static void waitFor(CompletableFuture<Void> traffic) throws InterruptedException {
        try {
            traffic.get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // It was stopped in the middle.
        }
    }

    private void rehearse(TrafficBarriers gate, ClientWitness client) throws InterruptedException {
        try {
            new JitWarmUp(new SingleOrderClient(Schedule.REHEARSAL, app.addresses(), client), request.seed()).play();
        } finally {
            gate.rehearsing().countDown();
        }
    }

    private static long started(TrafficBarriers gate, CompletableFuture<Void> traffic) throws InterruptedException {
        try {
            return (Long) CompletableFuture.anyOf(gate.started(), traffic.thenApply(_ -> -1L))
                    .get(GATLING_START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new LoadFailureException("Gatling did not start: " + e, e);
        }
    }

    private static void finish(CompletableFuture<Void> traffic) throws InterruptedException {
        try {
            traffic.get(GATLING_START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new LoadFailureException("Gatling did not end: " + e, e);
        }
    }

    /** Waits for a time of the run, then records that the phase began. */
    private void enter(Phase phase, long at) throws InterruptedException, NodeDeathException {
        look();
        while (clocks.at() < at) {
            Thread.sleep(Math.clamp((at - clocks.at()) / 1_000_000, 1, LOOK_MILLIS));
            look();
        }
        harness.record(new PhaseStarted(clocks.at(), phase));
    }

    /** Faults off, the canary placed, customers done and pinged. */
    private void heal(TrafficBarriers gate, ClientWitness client) throws InterruptedException, NodeDeathException {
        monkeys.end();
        app.tell("heal");
        OrderPlacement canary = Schedule.canary(request.seed());
        harness.record(new CanaryPlaced(clocks.at(), canary.order()));
        new SingleOrderClient(Schedule.CANARY, app.addresses(), client).place(canary);
        boolean all = await(gate.busy(), LATE_STEPS_SECONDS);
        gate.heal();
        if (all) {
            await(gate.unpinged(), PONG_SECONDS);
        }
    }

    private boolean await(CountDownLatch latch, long seconds) throws InterruptedException, NodeDeathException {
        long bound = clocks.at() + TimeUnit.SECONDS.toNanos(seconds);
        while (!latch.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            look();
            if (clocks.at() > bound) {
                return false;
            }
        }
        return true;
    }

    /** Waits until nothing is outstanding, or until nothing more can be hoped for. */
    private void drain() throws InterruptedException, NodeDeathException {
        long began = clocks.at();
        long bound = began + request.scenario().phases().drain().toNanos();
        while (true) {
            look();
            long now = clocks.at();
            if (watch.quietSince(now - request.limits().quietTime().toNanos())
                    && watch.isCanaryFinished()
                    && database.openWrites() == 0) {
                harness.record(new Drained(now));
                return;
            }
            List<String> why = new ArrayList<>();
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
