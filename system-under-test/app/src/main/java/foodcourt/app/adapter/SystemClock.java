package foodcourt.app.adapter;

import foodcourt.port.Clock;
import java.time.Instant;

/** The clocks of the host. */
final class SystemClock implements Clock {
    @Override
    public long monotonicNanos() {
        return System.nanoTime();
    }

    @Override
    public Instant now() {
        return Instant.now();
    }
}
