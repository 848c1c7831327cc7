package tribunal.fault.inject;

import foodcourt.port.ThirdParties;
import foodcourt.port.ThirdPartyReply;
import foodcourt.port.ThirdPartyRequest;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tribunal.fault.plan.CrashPoint;
import tribunal.fault.plan.CrashPoint.Place;

/**
 * The life of one running attempt: it counts the attempt's port calls and ends at the planned point. All threads that the
 * attempt starts share it.
 */
final class AttemptContext {
    private static final ScopedValue<AttemptContext> CURRENT = ScopedValue.newInstance();
    private static final AttemptContext IMMORTAL = new AttemptContext();

    private final Optional<CrashPoint> point;
    private final UnaryOperator<ThirdParties> thirdParties;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicBoolean dead = new AtomicBoolean();

    /** One that nothing befalls. */
    AttemptContext() {
        this(Optional.empty(), UnaryOperator.identity());
    }

    /** One that ends there. */
    AttemptContext(CrashPoint point) {
        this(Optional.of(point), UnaryOperator.identity());
    }

    /** One for which the third parties are not what they are for others. */
    AttemptContext(UnaryOperator<ThirdParties> thirdParties) {
        this(Optional.empty(), thirdParties);
    }

    private AttemptContext(Optional<CrashPoint> point, UnaryOperator<ThirdParties> thirdParties) {
        this.point = point;
        this.thirdParties = thirdParties;
    }

    /** The attempt that this thread works for; an immortal one if it works for none. */
    static AttemptContext current() {
        return CURRENT.orElse(IMMORTAL);
    }

    <T> T live(Supplier<T> work) {
        return ScopedValue.where(CURRENT, this).call(work::get);
    }

    /** Asks third parties, as this attempt finds them. */
    ThirdPartyReply ask(ThirdParties sound, ThirdPartyRequest request) {
        return call(() -> thirdParties.apply(sound).request(request));
    }

    /** Where it is to end; null if nowhere. */
    @Nullable
    String pointName() {
        return point.map(CrashPoint::toString).orElse(null);
    }

    /** Runs what belongs to no attempt, though an attempt caused it. */
    static void apart(Runnable work) {
        ScopedValue.where(CURRENT, IMMORTAL).run(work);
    }

    /** Dies here if this is its place. */
    void pass(Place place) {
        reach(new CrashPoint(place, 0));
    }

    /** A port call with an effect; dies before or after it if that is planned. */
    <T> T call(Supplier<T> effect) {
        checkAlive();
        int number = calls.incrementAndGet();
        reach(new CrashPoint(Place.BEFORE_CALL, number));
        T result = effect.get();
        reach(new CrashPoint(Place.AFTER_CALL, number));
        return result;
    }

    void call(Runnable effect) {
        call(() -> {
            effect.run();
            return dead;
        });
    }

    private void reach(CrashPoint here) {
        if (point.isPresent() && point.get().equals(here)) {
            dead.set(true);
        }
        checkAlive();
    }

    /**
     * Goes on only if it is not over.
     *
     * @throws SimulatedCrash if it is
     */
    void checkAlive() {
        if (dead.get()) {
            throw new SimulatedCrash();
        }
    }
}
