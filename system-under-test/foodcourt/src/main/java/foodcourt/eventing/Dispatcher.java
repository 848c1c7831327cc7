package foodcourt.eventing;

import foodcourt.Settings;
import foodcourt.port.Answer;
import foodcourt.port.Clock;
import foodcourt.port.Delivery;
import foodcourt.port.FunctionName;
import foodcourt.port.Hint;
import foodcourt.port.HintListener;
import foodcourt.port.Ports;
import foodcourt.port.Settlement;
import foodcourt.port.Signal;
import foodcourt.port.Task;
import foodcourt.port.Token;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands deliveries to functions, at least once. Per function it claims what is due, in batches, up to the function's limit;
 * each attempt has a thread of its own; one heartbeat keeps what is in flight from lapsing and gives up what is overdue;
 * one settler writes outcomes, in batches. What a crash leaves claimed, another claim takes after the lease.
 *
 * <p>Leases with fencing tokens: Gray and Cheriton, "Leases" (1989); Kleppmann, "How to do distributed locking" (2016).
 */
public final class Dispatcher implements HintListener {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    /** Under a backlog a claim waits for so much room, or for so long: a batch costs little more than a single one. */
    private static final int ROOM_WORTH_A_CLAIM = 64;

    /** Tokens in one settle or renewal. */
    private static final int TOKENS_MAX = 512;

    /** With so many settlements waiting, claiming more would only make work that cannot be written down. */
    private static final int UNSETTLED_MAX = 2 * TOKENS_MAX;

    private static final Duration GATHERING = Duration.ofMillis(5);

    private final Ports ports;
    private final Settings settings;
    private final RetryPolicy retries;
    private final Flights flights;
    private final SortedMap<FunctionName, Lane> lanes = new TreeMap<>();
    private final List<Task> claimers = new ArrayList<>();
    private final List<Task> keepers = new ArrayList<>();
    private final Signal landed;
    private final Signal tick;
    private volatile boolean claiming = true;
    private volatile boolean keeping = true;

    public Dispatcher(Ports ports, Settings settings, Set<FunctionName> functions) {
        this.ports = ports;
        this.settings = settings;
        this.retries =
                new RetryPolicy(settings.backOff(), settings.backOffMax(), settings.attempts(), ports.randomness());
        this.flights = new Flights(ports.threads().newMutex());
        this.landed = ports.threads().newSignal();
        this.tick = ports.threads().newSignal();
        functions.forEach(f -> lanes.put(
                f, new Lane(f, ports.threads().newSignal(), ports.threads().newMutex())));
    }

    /** Starts its threads. */
    public void start() {
        ports.hints().listen(this);
        keepers.add(ports.threads().start("settler", this::settle));
        keepers.add(ports.threads().start("heartbeat", this::beat));
        lanes.values()
                .forEach(lane -> claimers.add(ports.threads().start("claim " + lane.function(), () -> claim(lane))));
    }

    /** Claims no more, waits for what is running, gives the rest back, and ends its threads. */
    public void stop(Duration atMost) {
        claiming = false;
        lanes.values().forEach(Lane::wake);
        claimers.forEach(Task::join);
        long bound = now() + atMost.toNanos();
        while (flights.running() > 0 && now() < bound) {
            ports.threads().sleep(Duration.ofMillis(10));
        }
        flights.allRunning().forEach(d -> flights.landed(new Settlement.Released(d.token())));
        keeping = false;
        landed.raise();
        tick.raise();
        keepers.forEach(Task::join);
    }

    @Override
    public void hinted(Hint hint) {
        if (hint instanceof Hint.DeliveryDue(FunctionName function, Duration in)) {
            wake(function, in);
        }
    }

    private void wake(FunctionName function, Duration in) {
        Lane lane = lanes.get(function);
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
        lanes.values().forEach(Lane::wake);
    }

    private void claim(Lane lane) {
        while (claiming) {
            int room = room(lane);
            if (room == 0 || claim(lane.function(), room) < room) {
                lane.await(now(), settings.poll());
            } else {
                gather(lane);
            }
        }
    }

    private int room(Lane lane) {
        return flights.unsettled() >= UNSETTLED_MAX
                ? 0
                : Math.max(0, settings.concurrency() - flights.running(lane.function()));
    }

    private void gather(Lane lane) {
        lane.wants(Math.clamp(settings.concurrency() / 4, 1, ROOM_WORTH_A_CLAIM));
        if (room(lane) < lane.wanted()) {
            lane.await(now(), GATHERING);
        }
        lane.wants(1);
    }

    private int claim(FunctionName function, int room) {
        try {
            List<Delivery> claimed = ports.queue().claim(function, room, settings.lease());
            flights.departed(claimed, now() + settings.deliveryTimeout().toNanos());
            claimed.forEach(d -> ports.threads().start(d.id() + "#" + d.attempt(), () -> attempt(d)));
            return claimed.size();
        } catch (RuntimeException e) {
            LOG.warn("cannot claim for {}: {}", function, e.toString());
            ports.threads().sleep(settings.backOff());
            return 0;
        }
    }

    private void attempt(Delivery delivery) {
        land(delivery, answerOf(delivery));
    }

    private Answer answerOf(Delivery delivery) {
        try {
            return ports.channel().deliver(delivery);
        } catch (RuntimeException e) {
            return new Answer.Failed(Optional.empty(), false, e.toString());
        }
    }

    private void land(Delivery delivery, Answer answer) {
        if (flights.landed(retries.after(delivery.token(), delivery.attempt(), answer))) {
            landed.raise();
        }
        Lane lane = lanes.get(delivery.id().function());
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
                landed.await(settings.poll());
            } else {
                return;
            }
        }
    }

    private void settle(List<Settlement> batch) {
        try {
            Set<Token> fenced = ports.queue().settle(batch);
            flights.settled(batch);
            if (batch.size() == TOKENS_MAX) {
                lanes.values().forEach(Lane::wake);
            }
            batch.stream()
                    .filter(s -> s instanceof Settlement.Retry && !fenced.contains(s.token()))
                    .forEach(s -> wake(s.token().delivery().function(), ((Settlement.Retry) s).after()));
        } catch (RuntimeException e) {
            LOG.warn("cannot settle {} deliveries yet: {}", batch.size(), e.toString());
            ports.threads().sleep(settings.backOff());
        }
    }

    private void beat() {
        long renewal = now() + settings.heartbeat().toNanos();
        while (keeping) {
            giveUpOverdue();
            if (now() >= renewal) {
                renew();
                renewal = now() + settings.heartbeat().toNanos();
            }
            long next = Math.min(renewal, flights.nextDeadline().orElse(Long.MAX_VALUE));
            tick.await(Duration.ofNanos(Math.max(0, next - now())));
        }
    }

    private void giveUpOverdue() {
        flights.overdue(now()).forEach(d -> land(d, new Answer.NoAnswer("none within " + settings.deliveryTimeout())));
    }

    private void renew() {
        List<Token> held = flights.held();
        for (int from = 0; from < held.size(); from += TOKENS_MAX) {
            renew(held.subList(from, Math.min(held.size(), from + TOKENS_MAX)));
        }
    }

    private void renew(List<Token> held) {
        try {
            ports.queue().renew(new LinkedHashSet<>(held), settings.lease());
        } catch (RuntimeException e) {
            LOG.warn("cannot renew {} leases: {}", held.size(), e.toString());
        }
    }

    private long now() {
        Clock clock = ports.clock();
        return clock.monotonicNanos();
    }
}
