package tribunal.fault.inject;

import foodcourt.port.Clock;
import java.time.Instant;

/**
 * A clock whose wall time is wrong by a constant; its monotonic time is right.
 *
 * @param skew in nanoseconds; negative if the clock is behind
 */
public record SkewedClock(Clock delegate, long skew) implements Clock {
    @Override
    public long monotonicNanos() {
        return delegate.monotonicNanos();
    }

    @Override
    public Instant now() {
        return delegate.now().plusNanos(skew);
    }
}
