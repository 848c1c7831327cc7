package tribunal.thirdparty;

import foodcourt.order.OrderStatus;
import foodcourt.port.Reply;
import foodcourt.port.Request;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import tribunal.history.Draw;
import tribunal.history.Entry;
import tribunal.history.ThirdPartyEntry.EffectApplied;
import tribunal.history.ThirdPartyEntry.EffectClosed;
import tribunal.history.ThirdPartyEntry.EffectRefused;
import tribunal.history.ThirdPartyEntry.EffectRequested;
import tribunal.history.ThirdPartyEntry.NoneFree;

/**
 * What the third parties have done: payment gateway, restaurants, couriers and push messages in one state machine, and a
 * witness. Effects are remembered by key, refusals too; a request without a key is always an effect of its own. Whether an
 * order is refused, declined or how long its ride is, is a pure function of seed and order. Safe for use by many threads.
 */
public final class Ledger {
    private final Draw draw;
    private final ThirdPartySettings settings;
    private final LongSupplier at;
    private final Consumer<Entry> witness;
    private final Map<String, Reply> replies = new HashMap<>();
    private final Map<String, Long> chargedByOrder = new HashMap<>();
    private final Map<String, Long> refundedByKey = new HashMap<>();
    private final Map<String, String> courierByKey = new HashMap<>();
    private final TreeSet<String> free = new TreeSet<>();
    private long requests;

    /**
     * @param at the run's time in nanoseconds
     * @param witness told of each request before it is worked on, and of what became of it before it is answered
     */
    public Ledger(long seed, ThirdPartySettings settings, LongSupplier at, Consumer<Entry> witness) {
        this.draw = new Draw(seed);
        this.settings = settings;
        this.at = at;
        this.witness = witness;
        for (int i = 1; i <= settings.couriers(); i++) {
            free.add("courier-%05d".formatted(i));
        }
    }

    /** Does what is asked, once per key. */
    public synchronized Reply request(Request request) {
        long number = ++requests;
        witness.accept(new EffectRequested(
                at.getAsLong(),
                number,
                request.key().orElse(null),
                ThirdPartyWire.kind(request.kind()),
                request.order().toString(),
                request.delivery().toString(),
                request.amountCents(),
                request.subject().map(OrderStatus::name).orElse(null)));
        return switch (request.kind()) {
            case CHARGE -> charge(number, request);
            case REFUND -> refund(number, request);
            case APPROVE -> approve(number, request);
            case ASSIGN -> assign(number, request);
            case RELEASE -> release(number, request);
            case NOTIFY -> applied(number, remember(request, new Reply.Applied()), 0);
        };
    }

    private Reply charge(long number, Request request) {
        String order = request.order().toString();
        if (draw.of("refuse/" + order) < settings.refuse()) {
            return refused(number, request);
        }
        Known reply = remember(request, new Reply.Applied());
        if (reply.isFirst()) {
            chargedByOrder.merge(order, request.amountCents(), Long::sum);
        }
        return applied(number, reply, request.amountCents());
    }

    /** Gives back all that was charged for the order, and closes the key. */
    private Reply refund(long number, Request request) {
        String order = request.order().toString();
        String key = request.key().orElse("");
        Long before = request.key().isPresent() ? refundedByKey.get(key) : null;
        long amount = before != null ? before : chargedByOrder.getOrDefault(order, 0L);
        if (before == null) {
            chargedByOrder.remove(order);
            refundedByKey.put(key, amount);
            replies.put(key, new Reply.Closed());
        }
        witness.accept(new EffectApplied(at.getAsLong(), number, before == null, amount, null));
        return new Reply.Refunded(amount);
    }

    private Reply approve(long number, Request request) {
        if (draw.of("decline/" + request.order()) < settings.decline()) {
            return refused(number, request);
        }
        return applied(number, remember(request, new Reply.Applied()), 0);
    }

    private Reply assign(long number, Request request) {
        if (request.key().map(replies::get).isEmpty() && free.isEmpty()) {
            Known reply = remember(request, new Reply.NoneFree());
            witness.accept(new NoneFree(at.getAsLong(), number));
            return reply.reply();
        }
        Known known = remember(request, () -> assigned(request));
        return switch (known.reply()) {
            case Reply.Assigned(String courier, Duration _) -> {
                witness.accept(new EffectApplied(at.getAsLong(), number, known.isFirst(), 0, courier));
                yield known.reply();
            }
            case Reply.NoneFree() -> {
                witness.accept(new NoneFree(at.getAsLong(), number));
                yield known.reply();
            }
            default -> closed(number);
        };
    }

    private Reply assigned(Request request) {
        String courier = free.removeFirst();
        request.key().ifPresent(key -> courierByKey.put(key, courier));
        Duration ride = draw.between("ride/" + request.order(), settings.rideMin(), settings.rideMax());
        return new Reply.Assigned(courier, ride);
    }

    private Reply release(long number, Request request) {
        String key = request.key().orElse("");
        boolean first = !(replies.get(key) instanceof Reply.Closed);
        String courier = courierByKey.remove(key);
        if (courier != null) {
            free.add(courier);
        }
        replies.put(key, new Reply.Closed());
        witness.accept(new EffectApplied(at.getAsLong(), number, first, 0, courier));
        return new Reply.Applied();
    }

    private record Known(Reply reply, boolean isFirst) {}

    private Known remember(Request request, Reply reply) {
        return remember(request, () -> reply);
    }

    private Known remember(Request request, Supplier<Reply> reply) {
        if (request.key().isEmpty()) {
            return new Known(reply.get(), true);
        }
        Reply before = replies.get(request.key().get());
        if (before != null) {
            return new Known(before, false);
        }
        Reply made = reply.get();
        replies.put(request.key().get(), made);
        return new Known(made, true);
    }

    private Reply applied(long number, Known known, long amount) {
        if (known.reply() instanceof Reply.Closed) {
            return closed(number);
        }
        witness.accept(new EffectApplied(at.getAsLong(), number, known.isFirst(), amount, null));
        return known.reply();
    }

    private Reply closed(long number) {
        witness.accept(new EffectClosed(at.getAsLong(), number));
        return new Reply.Closed();
    }

    /** A refusal is remembered too, except that a refund may have closed the key before. */
    private Reply refused(long number, Request request) {
        if (remember(request, new Reply.Refused()).reply() instanceof Reply.Closed) {
            return closed(number);
        }
        witness.accept(new EffectRefused(at.getAsLong(), number));
        return new Reply.Refused();
    }
}
