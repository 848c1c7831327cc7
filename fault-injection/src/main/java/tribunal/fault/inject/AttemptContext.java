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
 * The context of one running attempt, shared by all its threads. It counts port calls and crashes the attempt at the
 * planned point.
 */
final class AttemptContext {
    private static final ScopedValue<AttemptContext> CURRENT = ScopedValue.newInstance();

    /** A context that crashes nowhere. It is also the context of work that belongs to no attempt. */
    static final AttemptContext WITHOUT_FAULT = new AttemptContext(Optional.empty(), UnaryOperator.identity());

    private final Optional<CrashPoint> crashPoint;
    private final UnaryOperator<ThirdParties> thirdParties;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicBoolean crashed = new AtomicBoolean();

    AttemptContext(CrashPoint crashPoint) {
        this(Optional.of(crashPoint), UnaryOperator.identity());
    }

    AttemptContext(UnaryOperator<ThirdParties> thirdParties) {
        this(Optional.empty(), thirdParties);
    }

    private AttemptContext(Optional<CrashPoint> crashPoint, UnaryOperator<ThirdParties> thirdParties) {
        this.crashPoint = crashPoint;
        this.thirdParties = thirdParties;
    }

    /** The context of this thread's attempt; one without a fault if the thread works for no attempt. */
    static AttemptContext current() {
        return CURRENT.orElse(WITHOUT_FAULT);
    }

    <T> T run(Supplier<T> work) {
        return ScopedValue.where(CURRENT, this).call(work::get);
    }

    /** Sends a request to third parties, with this attempt's faults; counts as a port call. */
    ThirdPartyReply ask(ThirdParties delegate, ThirdPartyRequest request) {
        return call(() -> thirdParties.apply(delegate).request(request));
    }

    /** The planned crash point, as histories spell it; null if there is none. */
    @Nullable
    String crashPointName() {
        return crashPoint.map(CrashPoint::toString).orElse(null);
    }

    /** Runs work that an attempt caused but that does not belong to it. */
    static void runOutsideAttempts(Runnable work) {
        ScopedValue.where(CURRENT, WITHOUT_FAULT).run(work);
    }

    /** Crashes the attempt if this is the planned place. */
    void reach(Place place) {
        reach(CrashPoint.at(place));
    }

    /** Makes a port call with an effect; crashes before or after it if planned. */
    <T> T call(Supplier<T> effect) {
        throwIfCrashed();
        int number = calls.incrementAndGet();
        reach(new CrashPoint(Place.BEFORE_CALL, number));
        T result = effect.get();
        reach(new CrashPoint(Place.AFTER_CALL, number));
        return result;
    }

    void call(Runnable effect) {
        call(() -> {
            effect.run();
            return crashed;
        });
    }

    private void reach(CrashPoint here) {
        if (crashPoint.isPresent() && crashPoint.get().equals(here)) {
            crashed.set(true);
        }
        throwIfCrashed();
    }

    void throwIfCrashed() {
        if (crashed.get()) {
            throw new InjectedCrash();
        }
    }
}
