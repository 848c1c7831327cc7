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
 * Hands deliveries to functions, at least once. Per function it claims what is due, in batches, up to the function's limit;
 * each attempt has a thread of its own; one heartbeat keeps what is in flight from lapsing; what is overdue is given up by
 * a thread that waits for nothing else; one settler writes outcomes, in batches. What a crash leaves claimed, another claim
 * takes after the lease; a poller finds it.
 *
 * <p>Leases with fencing tokens: Gray and Cheriton, "Leases" (1989); Kleppmann, "How to do distributed locking" (2016).
 */
public final class Dispatcher implements HintListener {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    /** Under a backlog a claim waits for so much room, or for so long: a batch costs little more than a single one. */
    private static final int ROOM_WORTH_A_CLAIM = 64;

    /** Tokens in one settle or renewal. */
    static final int TOKENS_MAX = 512;

    /** With so many settlements waiting, claiming more would only make work that cannot be written down. */
    private static final int UNSETTLED_MAX = 2 * TOKENS_MAX;

    private static final Duration GATHERING = Duration.ofMillis(5);

    /** In front of a busy store claims wait for so many places, else all would be claimed one by one. */
    private static final int PLACES_WORTH_A_CLAIM = 16;

    /** How often a claim looks whether a full line has become shorter. */
    private static final Duration EASING = Duration.ofMillis(20);

    /** A claim by a hint, by the poller or by an attempt that ends; the settler by what lands. */
    private static final Duration UNTIL_WOKEN = Duration.ofDays(1);

    private final Ports ports;
    private final Settings settings;
    private final RetryPolicy retries;
    private final InFlightTable flights;
    private final SortedMap<FunctionName, FunctionWaker> lanes = new TreeMap<>();
    private final List<Task> claimers = new ArrayList<>();
    private final List<Task> keepers = new ArrayList<>();
    private final Signal landed;
    private final LeaseRenewer heartbeat;
    private final Poller poller;
    private final Signal overdue;
    private final IntSupplier line;
    private volatile boolean claiming = true;
    private volatile boolean keeping = true;

    /** For functions that do not wait for the store. */
    public Dispatcher(Ports ports, Settings settings, Set<FunctionName> functions) {
        this(ports, settings, functions, () -> Integer.MAX_VALUE);
    }

    /** @param line how many more deliveries can wait for the store */
    public Dispatcher(Ports ports, Settings settings, Set<FunctionName> functions, IntSupplier line) {
        this.ports = ports;
        this.settings = settings;
        this.retries =
                new RetryPolicy(settings.backOff(), settings.backOffMax(), settings.attempts(), ports.randomness());
        this.flights = new InFlightTable(ports.threads().newMutex());
        this.landed = ports.threads().newSignal();
        this.heartbeat = new LeaseRenewer(ports, settings, flights);
        this.overdue = ports.threads().newSignal();
        this.line = line;
        functions.forEach(f -> lanes.put(
                f,
                new FunctionWaker(
                        f, ports.threads().newSignal(), ports.threads().newMutex())));
        this.poller = new Poller(ports, settings, lanes.keySet(), f -> wake(f, Duration.ZERO));
    }

    /** Starts its threads. */
    public void start() {
        ports.hints().listen(this);
        keepers.add(ports.threads().startKeeper("settler", this::settle));
        keepers.add(ports.threads().startKeeper("heartbeat", heartbeat::beat));
        keepers.add(ports.threads().startKeeper("give-up", this::giveUp));
        claimers.add(ports.threads().start("poller", poller::poll));
        lanes.values()
                .forEach(lane -> claimers.add(ports.threads().start("claim " + lane.function(), () -> claim(lane))));
    }

    /** Claims no more, waits for what is running, gives the rest back, and ends its threads. */
    public void stop(Duration atMost) {
        claiming = false;
        poller.stop();
        lanes.values().forEach(FunctionWaker::wake);
        claimers.forEach(Task::join);
        long bound = now() + atMost.toNanos();
        while (!flights.running().isEmpty() && now() < bound) {
            ports.threads().sleep(Duration.ofMillis(10));
        }
        flights.running()
                .forEach(
                        f -> flights.landed(new Settlement.Released(f.delivery().token())));
        keeping = false;
        landed.raise();
        heartbeat.stop();
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
        FunctionWaker lane = lanes.get(function);
        if (lane == null) {
            return;
        }
        if (in.isZero()) {
            lane.wake();
        } else {
            lane.wakeAt(now() + in.toNanos());
        }
    }

    @Override
    public void reconnected() {
        lanes.values().forEach(FunctionWaker::wake);
    }

    private void claim(FunctionWaker lane) {
        while (claiming) {
            int places = places();
            int room = room(lane, places);
            if (room == 0 && places == 0) {
                lane.await(now(), EASING);
            } else if (room == 0 || claim(lane.function(), room) < room) {
                lane.await(now(), UNTIL_WOKEN);
            } else {
                gather(lane);
            }
        }
    }

    private int room(FunctionWaker lane) {
        return room(lane, places());
    }

    /** If the line is full one delivery may run all the same, else clients who never cease could stop deliveries for ever. */
    private int room(FunctionWaker lane, int places) {
        int running = flights.running(lane.function());
        int most = Math.max(places, running == 0 ? 1 : 0);
        return flights.unsettled() >= UNSETTLED_MAX ? 0 : Math.clamp(settings.concurrency() - running, 0, most);
    }

    /**
     * How many places are left in the line in front of the store, or none if they are too few to be worth a claim. What has
     * not begun is on its way into it.
     */
    private int places() {
        int left = line.getAsInt() - flights.notBegun();
        return left < PLACES_WORTH_A_CLAIM ? 0 : left;
    }

    private void gather(FunctionWaker lane) {
        lane.wants(Math.clamp(settings.concurrency() / 4, 1, ROOM_WORTH_A_CLAIM));
        if (room(lane) < lane.wanted()) {
            lane.await(now(), GATHERING);
        }
        lane.wants(1);
    }

    private int claim(FunctionName function, int room) {
        try {
            long asked = now();
            List<Delivery> claimed = ports.queue().claim(function, room, settings.lease());
            if (now() - asked < settings.lease().minus(settings.heartbeat()).toNanos()) {
                depart(claimed);
            } else {
                giveBack(claimed);
            }
            return claimed.size();
        } catch (RuntimeException e) {
            LOG.warn("cannot claim for {}: {}", function, e.toString());
            ports.threads().sleep(settings.backOff());
            return 0;
        }
    }

    private void depart(List<Delivery> claimed) {
        flights.departed(claimed)
                .forEach(f -> ports.threads()
                        .start(f.delivery().id() + "#" + f.delivery().attempt(), () -> attempt(f)));
    }

    /** Their leases may lapse before they are renewed, since they run from when the store was asked. */
    private void giveBack(List<Delivery> claimed) {
        if (!claimed.isEmpty()) {
            LOG.warn("gives {} deliveries back: their claim was answered too late", claimed.size());
            claimed.forEach(d -> flights.landed(new Settlement.Released(d.token())));
            landed.raise();
        }
    }

    /** An answer that comes late is settled all the same: its token finds itself fenced off. */
    private void attempt(InFlightDelivery flight) {
        flights.began(flight, now() + settings.deliveryTimeout().toNanos());
        DeliveryResult answer = answerOf(flight.delivery());
        flight.decide();
        land(flight.delivery(), answer);
    }

    private DeliveryResult answerOf(Delivery delivery) {
        try {
            return ports.channel().deliver(delivery);
        } catch (RuntimeException e) {
            return new DeliveryResult.Failed(Optional.empty(), false, e.toString());
        }
    }

    private void land(Delivery delivery, DeliveryResult answer) {
        if (flights.landed(retries.after(delivery.token(), delivery.attempt(), answer))) {
            landed.raise();
        }
        FunctionWaker lane = lanes.get(delivery.id().function());
        if (lane != null && room(lane) == lane.wanted()) {
            lane.wake();
        }
    }

    private void settle() {
        while (true) {
            List<Settlement> batch = flights.waiting(TOKENS_MAX);
            if (!batch.isEmpty()) {
                settle(batch);
            } else if (keeping) {
                landed.await(UNTIL_WOKEN);
            } else {
                return;
            }
        }
    }

    private void settle(List<Settlement> batch) {
        try {
            Set<FencingToken> fenced = ports.queue().settle(batch);
            flights.settled(batch);
            if (batch.size() == TOKENS_MAX) {
                lanes.values().forEach(FunctionWaker::wake);
            }
            batch.stream()
                    .filter(s -> s instanceof Settlement.Retry && !fenced.contains(s.token()))
                    .forEach(s -> wake(s.token().delivery().function(), ((Settlement.Retry) s).after()));
        } catch (RuntimeException e) {
            LOG.warn("cannot settle {} deliveries yet: {}", batch.size(), e.toString());
            ports.threads().sleep(settings.backOff());
        }
    }

    /** Calls neither store nor channel, so nothing that is slow there puts it off. */
    private void giveUp() {
        while (keeping) {
            List<InFlightDelivery> running = flights.running();
            running.stream().filter(f -> f.deadline() <= now() && f.decide()).forEach(this::giveUp);
            long next =
                    running.stream().mapToLong(InFlightDelivery::deadline).min().orElse(Long.MAX_VALUE);
            long wait = Math.clamp(next - now(), 0, settings.deliveryTimeout().toNanos());
            overdue.await(Duration.ofNanos(wait));
        }
    }

    private void giveUp(InFlightDelivery flight) {
        land(flight.delivery(), new DeliveryResult.NoAnswer("none within " + settings.deliveryTimeout()));
    }

    private long now() {
        Clock clock = ports.clock();
        return clock.monotonicNanos();
    }
}
