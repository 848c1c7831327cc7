package tribunal.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tribunal.history.HarnessEntry;
import tribunal.history.HarnessEntry.FaultStruck;
import tribunal.history.HarnessEntry.NodeDied;
import tribunal.history.HarnessEntry.NotDrained;
import tribunal.history.Phase;
import tribunal.load.app.AppCluster;
import tribunal.load.app.NodeAddresses;
import tribunal.load.database.DatabaseWitness;
import tribunal.load.harness.BackgroundTasks;
import tribunal.load.harness.LoadFailureException;
import tribunal.load.harness.RunClock;
import tribunal.load.harness.RunMonitor;
import tribunal.load.harness.WitnessRecorder;
import tribunal.load.network.NetworkFaults;
import tribunal.load.outage.OutageDriver;
import tribunal.load.traffic.ClientWitness;
import tribunal.load.traffic.DeadLetterOperator;
import tribunal.load.traffic.Rehearsal;
import tribunal.load.traffic.SingleOrderClient;
import tribunal.load.traffic.TrafficBarriers;
import tribunal.load.traffic.TrafficPlayer;
import tribunal.scenario.schedule.Schedule;

/** Leads a run through warm-up, storm, heal and drain. The app is already up. */
record PhaseDriver(
        LoadRequest request,
        RunClock clock,
        RunMonitor monitor,
        BackgroundTasks background,
        WitnessRecorder harness,
        WitnessRecorder store,
        ClientWitness client,
        DatabaseWitness database,
        AppCluster app,
        NodeAddresses addresses,
        OutageDriver outages,
        NetworkFaults network) {
    private static final String CHAOS_MONKEY = "chaos-monkey";
    private static final long GATLING_SECONDS = 60;
    private static final long LATE_STEPS_SECONDS = 30;
    private static final long PONG_SECONDS = 6;
    private static final long STOP_SECONDS = 10;
    private static final int POLL_MILLIS = 50;

    /** Thrown when a node of the app died by itself; it ends the run. */
    private static final class NodeDeathException extends Exception {
        NodeDeathException(List<String> nodes) {
            super(String.join(" and ", nodes) + " of the app died");
        }
    }

    void run(Schedule schedule) throws InterruptedException {
        TrafficBarriers barriers = new TrafficBarriers(
                schedule.customers().size(), schedule.boardWatchers().size());
        monitor.setActivity("rehearsal");
        CompletableFuture<Void> traffic = CompletableFuture.runAsync(
                () -> new TrafficPlayer(schedule, addresses, client, barriers).play(request.log("gatling")),
                work -> Thread.ofPlatform().daemon().name("gatling").start(work));
        try {
            runPhases(barriers, traffic);
            barriers.over().set(true);
        } catch (NodeDeathException e) {
            String death = String.valueOf(e.getMessage());
            monitor.setActivity(death);
            request.progress().accept(monitor.status(clock.now()));
            harness.record(new NotDrained(clock.now(), death, List.copyOf(monitor.outstanding())));
            barriers.stop();
        } catch (RuntimeException e) {
            barriers.stop();
            waitFor(traffic);
            throw e;
        }
        background.close();
        store.record(database.stream());
        store.record(database.boards());
        monitor.setActivity("judging");
        if (barriers.stopped().get()) {
            waitFor(traffic);
        } else {
            get(traffic, "end");
        }
    }

    private void runPhases(TrafficBarriers barriers, CompletableFuture<Void> traffic)
            throws InterruptedException, NodeDeathException {
        rehearse(barriers);
        checkHealth();
        long scheduleStart = started(barriers, traffic);
        enter(Phase.WARM_UP, scheduleStart);
        outages.start(scheduleStart);
        long storm = scheduleStart + request.scenario().phases().warmUp().toNanos();
        enter(Phase.STORM, storm);
        beginAssault();
        network.start();
        try (DeadLetterOperator operator = new DeadLetterOperator(addresses)) {
            request.scenario().traffic().redrive().ifPresent(every -> background.every(every, operator::redrive));
            enter(Phase.HEAL, storm + request.scenario().phases().storm().toNanos());
        }
        heal(barriers);
        enter(Phase.DRAIN, clock.now());
        drain();
    }

    /** Lets Chaos Monkey strike on all nodes, as one fault window. */
    private void beginAssault() {
        if (!app.chaosMonkeys().isEmpty()) {
            harness.record(new HarnessEntry.FaultWindowOpened(clock.now(), CHAOS_MONKEY));
            app.chaosMonkeys()
                    .forEach(monkey -> monkey.begin(request.scenario().phases().storm()));
        }
    }

    /** Ends the assault, and records how often it struck each node. */
    private void endAssault() {
        if (!app.chaosMonkeys().isEmpty()) {
            app.chaosMonkeys()
                    .forEach(monkey ->
                            harness.record(new FaultStruck(clock.now(), CHAOS_MONKEY, monkey.node(), monkey.end())));
            harness.record(new HarnessEntry.FaultWindowClosed(clock.now(), CHAOS_MONKEY));
        }
    }

    /** Throws if a background task failed or a node of the app died. */
    private void checkHealth() throws NodeDeathException {
        background.check();
        outages.check();
        List<AppCluster.DeadNode> dead = app.dead();
        dead.forEach(node -> harness.record(new NodeDied(clock.now(), node.name(), node.how(), node.log())));
        if (!dead.isEmpty()) {
            throw new NodeDeathException(
                    dead.stream().map(AppCluster.DeadNode::name).toList());
        }
    }

    /** Waits for stopped traffic to end, at most {@value #STOP_SECONDS} seconds. How it ends does not matter. */
    private static void waitFor(CompletableFuture<Void> traffic) throws InterruptedException {
        try {
            traffic.get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // Expected: the traffic was stopped in the middle.
        }
    }

    private void rehearse(TrafficBarriers barriers) {
        try {
            new Rehearsal(new SingleOrderClient(Schedule.REHEARSAL, addresses, client), request.seed()).play();
        } finally {
            barriers.rehearsal().countDown();
        }
    }

    /** The start of the schedule; -1 if the traffic has ended before. */
    private static long started(TrafficBarriers barriers, CompletableFuture<Void> traffic) throws InterruptedException {
        return get(
                barriers.started().applyToEither(traffic.thenApply(_ -> -1L), scheduleStart -> scheduleStart), "start");
    }

    private static <T> T get(CompletableFuture<T> future, String what) throws InterruptedException {
        try {
            return future.get(GATLING_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new LoadFailureException("Gatling did not " + what + ": " + e, e);
        }
    }

    /** Waits until {@code at}, in nanoseconds since the run's origin, then records that the phase began. */
    private void enter(Phase phase, long at) throws InterruptedException, NodeDeathException {
        checkHealth();
        while (clock.now() < at) {
            Thread.sleep(Math.clamp((at - clock.now()) / 1_000_000, 1, POLL_MILLIS));
            checkHealth();
        }
        harness.record(new HarnessEntry.PhaseStarted(clock.now(), phase));
        monitor.setActivity(phase.label());
    }

    /** Switches faults off, places the canary, waits for the customers, and lets them ping their connections. */
    private void heal(TrafficBarriers barriers) throws InterruptedException, NodeDeathException {
        network.heal();
        outages.heal();
        endAssault();
        app.sendToInjectors("heal");
        var canary = Schedule.canary(request.seed());
        harness.record(new HarnessEntry.CanaryStarted(clock.now(), "order:" + canary.order()));
        new SingleOrderClient(Schedule.CANARY, addresses, client).place(canary);
        boolean allDone = await(barriers.busyCustomers(), LATE_STEPS_SECONDS);
        barriers.pingsMayStart().set(true);
        if (allDone) {
            await(barriers.openPings(), PONG_SECONDS);
        }
    }

    private boolean await(CountDownLatch latch, long seconds) throws InterruptedException, NodeDeathException {
        long bound = clock.now() + TimeUnit.SECONDS.toNanos(seconds);
        while (!latch.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
            checkHealth();
            if (clock.now() > bound) {
                return false;
            }
        }
        return true;
    }

    /** Waits until nothing is outstanding, the bound has passed, or nothing is tried any more. */
    private void drain() throws InterruptedException, NodeDeathException {
        long began = clock.now();
        long bound = began + request.scenario().phases().drain().toNanos();
        while (true) {
            checkHealth();
            long now = clock.now();
            if (monitor.quietSince(now - request.limits().quietTime().toNanos())
                    && monitor.isCanaryFinished()
                    && database.openWrites() == 0) {
                harness.record(new HarnessEntry.Drained(now));
                return;
            }
            List<String> why = new ArrayList<>();
            if (now > bound) {
                why.add("the drain's bound has passed");
            }
            boolean canaryJudged = monitor.isCanaryFinished()
                    || now > began + request.limits().canaryBound().toNanos();
            long silence = now - request.limits().longestSilence().toNanos();
            if (canaryJudged
                    && silence > began
                    && monitor.silentSince(silence)
                    && !monitor.outstanding().isEmpty()) {
                why.add("nothing is tried any more");
            }
            if (!why.isEmpty()) {
                harness.record(new NotDrained(now, String.join(", ", why), List.copyOf(monitor.outstanding())));
                return;
            }
            Thread.sleep(POLL_MILLIS);
        }
    }
}
