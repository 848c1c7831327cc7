package tribunal.simulation.store;

import foodcourt.port.Clock;
import foodcourt.port.Threads;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import tribunal.history.Entry;

/** What all transactions share. */
record SharedState(
        Threads threads,
        Clock clock,
        LongSupplier at,
        Consumer<Entry> witness,
        Tables tables,
        DeliveryTable deliveries,
        TransactionIds numbers) {
    private static final long MICROS = 1_000_000;

    /** A moment as PostgreSQL keeps it: in microseconds since the epoch. */
    static long micros(Instant moment) {
        return moment.getEpochSecond() * MICROS + moment.getNano() / 1_000;
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1_000);
    }

    long now() {
        return micros(clock.now());
    }
}
