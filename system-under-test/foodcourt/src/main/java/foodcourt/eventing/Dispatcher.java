package foodcourt.eventing;

import foodcourt.port.Clock;
import foodcourt.port.Delivery;
import foodcourt.port.DeliveryResult;
import foodcourt.port.FencingToken;
import foodcourt.port.FunctionName;
import foodcourt.port.Hint;
import foodcourt.port.HintListener;
import foodcourt.port.Ports;
import foodcourt.port.Settings;
import foodcourt.port.Settlement;
import foodcourt.port.Signal;
import foodcourt.port.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers events to functions, at least once.
 *
 * <p>One claimer per function claims due deliveries in batches, up to the function's limit. Each attempt has its own
 * thread. One thread renews the leases of all deliveries in flight, one gives up overdue attempts and waits for nothing
 * else, and one settles outcomes in batches. If the node crashes, its claimed deliveries can be claimed again once
 * their leases lapse; a poller finds them.
 *
 * <p>Leases with fencing tokens: Gray and Cheriton, "Leases" (1989); Kleppmann, "How to do distributed locking" (2016).
 */
public final class Dispatcher implements HintListener {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    /**
     * Under a backlog, a claim waits until this many slots are free, or for {@link #GATHERING_MAX}: a batch costs
     * little more than a single claim.
     */
    private static final int SLOTS_WORTH_A_CLAIM = 64;

    /** Most tokens in one settle or renewal. */
    static final int TOKENS_MAX = 512;

    /** Claiming stops at this many waiting settlements, since further outcomes could not be recorded. */
    private static final int UNSETTLED_MAX = 2 * TOKENS_MAX;

    private static final Duration GATHERING_MAX = Duration.ofMillis(5);

    /** In front of a busy store, a claim waits for this much room; otherwise it would claim deliveries one by one. */
    private static final int STORE_ROOM_WORTH_A_CLAIM = 16;

    /** How often a claimer checks whether a full transaction queue has room again. */
    private static final Duration STORE_ROOM_CHECK = Duration.ofMillis(20);

    /**
     * No time limit. A hint, the poller or the end of an attempt wakes a claimer; a new settlement wakes the settler.
     */
    private static final Duration UNTIL_WOKEN = Duration.ofDays(1);

    /** Wanted by a claimer that found all due deliveries: no free slot needs to wake it. */
    private static final int NO_ROOM_WANTED = Integer.MAX_VALUE;

    private final Ports ports;
    private final Settings settings;
    private final RetryPolicy retries;
    private final InFlightTable inFlight;
    private final SortedMap<FunctionName, FunctionWaker> wakers = new TreeMap<>();
    private final List<Task> claimers = new ArrayList<>();
    private final List<Task> keepers = new ArrayList<>();
    private final Signal settlementAdded;
    private final LeaseRenewer leaseRenewer;
    private final Poller poller;
    private final Signal overdue;
    private final IntSupplier transactionRoom;
    private volatile boolean isClaiming = true;
    private volatile boolean isSettling = true;

    /** Creates a dispatcher for functions that do not wait for the store. */
    public Dispatcher(Ports ports, Settings settings, Set<FunctionName> functions) {
        this(ports, settings, functions, () -> Integer.MAX_VALUE);
    }

    /** @param transactionRoom how many more transactions can wait for the store */
    public Dispatcher(Ports ports, Settings settings, Set<FunctionName> functions, IntSupplier transactionRoom) {
        this.ports = ports;
        this.settings = settings;
        this.retries =
                new RetryPolicy(settings.backOff(), settings.backOffMax(), settings.attempts(), ports.randomness());
        this.inFlight = new InFlightTable(ports.threads().newMutex());
        this.settlementAdded = ports.threads().newSignal();
        this.leaseRenewer = new LeaseRenewer(ports, settings, inFlight);
        this.overdue = ports.threads().newSignal();
        this.transactionRoom = transactionRoom;
        functions.forEach(f -> wakers.put(
                f,
                new FunctionWaker(
                        f, ports.threads().newSignal(), ports.threads().newMutex())));
        this.poller = new Poller(ports, settings, wakers.keySet(), f -> wake(f, Duration.ZERO));
    }

    public void start() {
        ports.hints().listen(this);
        keepers.add(ports.threads().startDedicated("settler", this::settleUntilStopped));
        keepers.add(ports.threads().startDedicated("heartbeat", leaseRenewer::run));
        keepers.add(ports.threads().startDedicated("give-up", this::giveUpUntilStopped));
        claimers.add(ports.threads().start("poller", poller::run));
        wakers.values()
                .forEach(waker -> claimers.add(
                        ports.threads().start("claim " + waker.function(), () -> claimUntilStopped(waker))));
    }

    /**
     * Stops claiming, waits for running attempts, releases the rest, and ends all threads.
     *
     * @param atMost the longest wait for running attempts
     */
    public void stop(Duration atMost) {
        isClaiming = false;
        poller.stop();
        wakers.values().forEach(FunctionWaker::wake);
        claimers.forEach(Task::join);
        long bound = now() + atMost.toNanos();
        while (!inFlight.running().isEmpty() && now() < bound) {
            ports.threads().sleep(Duration.ofMillis(10));
        }
        inFlight.running()
                .forEach(f ->
                        inFlight.finished(new Settlement.Released(f.delivery().token())));
        isSettling = false;
        settlementAdded.raise();
        leaseRenewer.stop();
        overdue.raise();
        keepers.forEach(Task::join);
    }

    @Override
    public void hinted(Hint hint) {
        if (hint instanceof Hint.DeliveryDue(FunctionName function, Duration in)) {
            wake(function, in);
        }
    }

    private void wake(FunctionName function, Duration in) {
        FunctionWaker waker = wakers.get(function);
        if (waker == null) {
            return;
        }
        if (in.isZero()) {
            waker.wake();
        } else {
            waker.wakeAt(now() + in.toNanos());
        }
    }

    @Override
    public void reconnected() {
        wakers.values().forEach(FunctionWaker::wake);
    }

    private void claimUntilStopped(FunctionWaker waker) {
        while (isClaiming) {
            int storeRoom = storeRoom();
            int room = room(waker, storeRoom);
            if (room == 0 && storeRoom == 0) {
                waker.await(now(), STORE_ROOM_CHECK);
            } else if (room == 0) {
                waker.await(now(), UNTIL_WOKEN);
            } else if (claim(waker.function(), room) < room) {
                waker.wakeAtRoom(NO_ROOM_WANTED);
                waker.await(now(), UNTIL_WOKEN);
                waker.wakeAtRoom(1);
            } else {
                gather(waker);
            }
        }
    }

    private int room(FunctionWaker waker) {
        return room(waker, storeRoom());
    }

    /**
     * Allows one delivery even if the transaction queue is full; otherwise clients that never pause could block
     * deliveries for ever.
     */
    private int room(FunctionWaker waker, int storeRoom) {
        int running = inFlight.running(waker.function());
        int most = Math.max(storeRoom, running == 0 ? 1 : 0);
        return inFlight.unsettled() >= UNSETTLED_MAX ? 0 : Math.clamp(settings.concurrency() - running, 0, most);
    }

    /**
     * How many more transactions can wait for the store; 0 if too few for a claim. Deliveries that have not begun count
     * as waiting.
     */
    private int storeRoom() {
        int left = transactionRoom.getAsInt() - inFlight.notBegun();
        return left < STORE_ROOM_WORTH_A_CLAIM ? 0 : left;
    }

    private void gather(FunctionWaker waker) {
        waker.wakeAtRoom(Math.clamp(settings.concurrency() / 4, 1, SLOTS_WORTH_A_CLAIM));
        if (room(waker) < waker.wantedRoom()) {
            waker.await(now(), GATHERING_MAX);
        }
        waker.wakeAtRoom(1);
    }

    private int claim(FunctionName function, int room) {
        try {
            long requested = now();
            List<Delivery> claimed = ports.queue().claim(function, room, settings.lease());
            if (now() - requested < settings.lease().minus(settings.heartbeat()).toNanos()) {
                startAttempts(claimed);
            } else {
                release(claimed);
            }
            return claimed.size();
        } catch (RuntimeException e) {
            LOG.warn("cannot claim for {}: {}", function, e.toString());
            ports.threads().sleep(settings.backOff());
            return 0;
        }
    }

    private void startAttempts(List<Delivery> claimed) {
        inFlight.add(claimed)
                .forEach(f -> ports.threads()
                        .start(f.delivery().id() + "#" + f.delivery().attempt(), () -> attempt(f)));
    }

    /**
     * Releases deliveries whose claim took too long. Leases run from the request to the store, so they could lapse
     * before the first renewal.
     */
    private void release(List<Delivery> claimed) {
        if (!claimed.isEmpty()) {
            LOG.warn("releases {} deliveries: the answer to their claim came too late", claimed.size());
            claimed.forEach(d -> inFlight.finished(new Settlement.Released(d.token())));
            settlementAdded.raise();
        }
    }

    /** Runs one attempt and settles it. A late answer is settled too, but its token is fenced off. */
    private void attempt(InFlightDelivery attempt) {
        inFlight.began(attempt, now() + settings.deliveryTimeout().toNanos());
        DeliveryResult answer = answerOf(attempt.delivery());
        attempt.tryDecide();
        finish(attempt.delivery(), answer);
    }

    private DeliveryResult answerOf(Delivery delivery) {
        try {
            return ports.channel().deliver(delivery);
        } catch (RuntimeException e) {
            return new DeliveryResult.Failed(Optional.empty(), false, e.toString());
        }
    }

    private void finish(Delivery delivery, DeliveryResult answer) {
        if (inFlight.finished(retries.after(delivery.token(), delivery.attempt(), answer))) {
            settlementAdded.raise();
        }
        FunctionWaker waker = wakers.get(delivery.id().function());
        if (waker != null && room(waker) >= waker.wantedRoom()) {
            waker.wake();
        }
    }

    private void settleUntilStopped() {
        while (true) {
            List<Settlement> batch = inFlight.oldestUnsettled(TOKENS_MAX);
            if (!batch.isEmpty()) {
                settle(batch);
            } else if (isSettling) {
                settlementAdded.await(UNTIL_WOKEN);
            } else {
                return;
            }
        }
    }

    private void settle(List<Settlement> batch) {
        try {
            Set<FencingToken> fenced = ports.queue().settle(batch);
            inFlight.settled(batch);
            if (batch.size() == TOKENS_MAX) {
                wakers.values().forEach(FunctionWaker::wake);
            }
            batch.stream()
                    .filter(s -> s instanceof Settlement.Retry && !fenced.contains(s.token()))
                    .forEach(s -> wake(s.token().delivery().function(), ((Settlement.Retry) s).after()));
        } catch (RuntimeException e) {
            LOG.warn("cannot settle {} deliveries yet: {}", batch.size(), e.toString());
            ports.threads().sleep(settings.backOff());
        }
    }

    /** Gives up overdue attempts. It calls neither store nor channel, so neither can delay it. */
    private void giveUpUntilStopped() {
        while (isSettling) {
            List<InFlightDelivery> running = inFlight.running();
            running.stream().filter(f -> f.deadline() <= now() && f.tryDecide()).forEach(this::giveUp);
            long next =
                    running.stream().mapToLong(InFlightDelivery::deadline).min().orElse(Long.MAX_VALUE);
            long wait = Math.clamp(next - now(), 0, settings.deliveryTimeout().toNanos());
            overdue.await(Duration.ofNanos(wait));
        }
    }

    private void giveUp(InFlightDelivery attempt) {
        finish(attempt.delivery(), new DeliveryResult.NoAnswer("none within " + settings.deliveryTimeout()));
    }

    private long now() {
        Clock clock = ports.clock();
        return clock.monotonicNanos();
    }
}
