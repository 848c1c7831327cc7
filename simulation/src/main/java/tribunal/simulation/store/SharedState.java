package tribunal.simulation.store;

import foodcourt.port.Clock;
import foodcourt.port.Threads;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import tribunal.history.Entry;

/** The state that all transactions share. */
record SharedState(
        Threads threads,
        Clock clock,
        LongSupplier at,
        Consumer<Entry> witness,
        Tables tables,
        DeliveryTable deliveries,
        TransactionIds transactionIds) {
    private static final long MICROS = 1_000_000;

    /** Converts a moment to PostgreSQL's resolution: microseconds since the epoch. */
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
