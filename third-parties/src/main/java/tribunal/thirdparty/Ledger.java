package tribunal.thirdparty;

import foodcourt.order.OrderStatus;
import foodcourt.port.ThirdPartyReply;
import foodcourt.port.ThirdPartyRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import tribunal.history.Entry;
import tribunal.history.KeyedRandom;
import tribunal.history.ThirdPartyEntry.EffectApplied;
import tribunal.history.ThirdPartyEntry.EffectClosed;
import tribunal.history.ThirdPartyEntry.EffectRefused;
import tribunal.history.ThirdPartyEntry.EffectRequested;
import tribunal.history.ThirdPartyEntry.NoneFree;

/**
 * The state machine and witness of all third parties: payment gateway, restaurants, couriers and push messages. It
 * remembers effects and refusals by key; a request with an empty key always has its own effect, except {@code release}.
 * Refusals, declines and ride times are pure functions of seed and order. Thread-safe.
 */
public final class Ledger {
    private final KeyedRandom random;
    private final ThirdPartySettings settings;
    private final LongSupplier clock;
    private final Consumer<Entry> witness;
    private final Map<String, ThirdPartyReply> replies = new HashMap<>();
    private final Map<String, Long> chargedByOrder = new HashMap<>();
    private final Map<String, Long> refundedByKey = new HashMap<>();
    private final Map<String, String> courierByKey = new HashMap<>();
    private final TreeSet<String> free = new TreeSet<>();
    private long requests;

    /**
     * @param clock the run's time in nanoseconds
     * @param witness receives each request before it is processed, and its outcome before it is answered
     */
    public Ledger(long seed, ThirdPartySettings settings, LongSupplier clock, Consumer<Entry> witness) {
        this.random = new KeyedRandom(seed);
        this.settings = settings;
        this.clock = clock;
        this.witness = witness;
        for (int i = 1; i <= settings.couriers(); i++) {
            free.add("courier-%05d".formatted(i));
        }
    }

    /** Processes a request; effects are applied once per key. */
    public synchronized ThirdPartyReply request(ThirdPartyRequest request) {
        long number = ++requests;
        witness.accept(new EffectRequested(
                clock.getAsLong(),
                number,
                request.key().isEmpty() ? null : request.key(),
                ThirdPartyCodec.kind(request.kind()),
                "order:" + request.order(),
                request.delivery().toString(),
                request.amountCents(),
                request.subject().map(OrderStatus::name).orElse(null)));
        return switch (request.kind()) {
            case CHARGE -> charge(number, request);
            case REFUND -> refund(number, request);
            case APPROVE -> approve(number, request);
            case ASSIGN -> assign(number, request);
            case RELEASE -> release(number, request);
            case NOTIFY -> applied(number, remember(request, new ThirdPartyReply.Applied()), 0);
        };
    }

    private ThirdPartyReply charge(long number, ThirdPartyRequest request) {
        String order = request.order().toString();
        if (random.fraction("refuse/" + order) < settings.refusedShare()) {
            return refused(number, request);
        }
        KnownReply reply = remember(request, new ThirdPartyReply.Applied());
        if (reply.isFirst()) {
            chargedByOrder.merge(order, request.amountCents(), Long::sum);
        }
        return applied(number, reply, request.amountCents());
    }

    /** Gives back the total that was charged for the order, and closes the key. */
    private ThirdPartyReply refund(long number, ThirdPartyRequest request) {
        String order = request.order().toString();
        String key = request.key();
        Long before = key.isEmpty() ? null : refundedByKey.get(key);
        long amount = before != null ? before : chargedByOrder.getOrDefault(order, 0L);
        if (before == null) {
            chargedByOrder.remove(order);
            refundedByKey.put(key, amount);
            replies.put(key, new ThirdPartyReply.Closed());
        }
        witness.accept(new EffectApplied(clock.getAsLong(), number, before == null, amount, null));
        return new ThirdPartyReply.Refunded(amount);
    }

    private ThirdPartyReply approve(long number, ThirdPartyRequest request) {
        if (random.fraction("decline/" + request.order()) < settings.declinedShare()) {
            return refused(number, request);
        }
        return applied(number, remember(request, new ThirdPartyReply.Applied()), 0);
    }

    private ThirdPartyReply assign(long number, ThirdPartyRequest request) {
        KnownReply known = remember(request, () -> free.isEmpty() ? new ThirdPartyReply.NoneFree() : assigned(request));
        return switch (known.reply()) {
            case ThirdPartyReply.Assigned(String courier, Duration _) -> {
                witness.accept(new EffectApplied(clock.getAsLong(), number, known.isFirst(), 0, courier));
                yield known.reply();
            }
            case ThirdPartyReply.NoneFree() -> {
                witness.accept(new NoneFree(clock.getAsLong(), number));
                yield known.reply();
            }
            default -> closed(number);
        };
    }

    private ThirdPartyReply assigned(ThirdPartyRequest request) {
        String courier = free.removeFirst();
        if (!request.key().isEmpty()) {
            courierByKey.put(request.key(), courier);
        }
        Duration ride = random.between("ride/" + request.order(), settings.rideMin(), settings.rideMax());
        return new ThirdPartyReply.Assigned(courier, ride);
    }

    private ThirdPartyReply release(long number, ThirdPartyRequest request) {
        String key = request.key();
        boolean first = !(replies.get(key) instanceof ThirdPartyReply.Closed);
        String courier = courierByKey.remove(key);
        if (courier != null) {
            free.add(courier);
        }
        replies.put(key, new ThirdPartyReply.Closed());
        witness.accept(new EffectApplied(clock.getAsLong(), number, first, 0, courier));
        return new ThirdPartyReply.Applied();
    }

    private record KnownReply(ThirdPartyReply reply, boolean isFirst) {}

    private KnownReply remember(ThirdPartyRequest request, ThirdPartyReply reply) {
        return remember(request, () -> reply);
    }

    private KnownReply remember(ThirdPartyRequest request, Supplier<ThirdPartyReply> reply) {
        String key = request.key();
        ThirdPartyReply before = key.isEmpty() ? null : replies.get(key);
        if (before != null) {
            return new KnownReply(before, false);
        }
        ThirdPartyReply first = reply.get();
        if (!key.isEmpty()) {
            replies.put(key, first);
        }
        return new KnownReply(first, true);
    }

    private ThirdPartyReply applied(long number, KnownReply known, long amount) {
        if (known.reply() instanceof ThirdPartyReply.Closed) {
            return closed(number);
        }
        witness.accept(new EffectApplied(clock.getAsLong(), number, known.isFirst(), amount, null));
        return known.reply();
    }

    private ThirdPartyReply closed(long number) {
        witness.accept(new EffectClosed(clock.getAsLong(), number));
        return new ThirdPartyReply.Closed();
    }

    /** Remembers a refusal, unless a refund has closed the key before. */
    private ThirdPartyReply refused(long number, ThirdPartyRequest request) {
        if (remember(request, new ThirdPartyReply.Refused()).reply() instanceof ThirdPartyReply.Closed) {
            return closed(number);
        }
        witness.accept(new EffectRefused(clock.getAsLong(), number));
        return new ThirdPartyReply.Refused();
    }
}
