package tribunal.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import tribunal.history.ChannelEntry.ClockSampled;
import tribunal.history.ClientEntry.Ponged;
import tribunal.history.ClientEntry.Subscribed;
import tribunal.history.ClientEntry.ViewReceived;
import tribunal.history.DatabaseEntry.ViewRead;
import tribunal.history.Demands;
import tribunal.history.Demands.Expectation;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry.CanaryStarted;
import tribunal.history.HarnessEntry.ClocksPaired;
import tribunal.history.HarnessEntry.Drained;
import tribunal.history.HarnessEntry.PhaseStarted;
import tribunal.history.HarnessEntry.RunStarted;
import tribunal.history.JudgeLimits;
import tribunal.history.Phase;

/**
 * A history of a sound app under faults, generated from a seed. Every order is delivered; one attempt in twenty fails
 * and is retried, one delivery in twenty is duplicated. The run drained and breaks no guarantee.
 */
public record SampleHistory(int orders, long seed) {
    static final long MS = 1_000_000;
    private static final long ORDER_EVERY = 50 * MS;
    private static final long CLOCK_SAMPLE_EVERY = 100 * MS;
    private static final JudgeLimits LIMITS = JudgeLimits.DEFAULT;

    /** All entries, not sorted by time. */
    public List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        writeTo(entries::add);
        return entries;
    }

    /** Passes the entries to {@code entries} one by one. */
    void writeTo(Consumer<Entry> entries) {
        entries.accept(new RunStarted(
                -MS,
                "sample",
                seed,
                RunStarted.SIMULATE,
                orders,
                Map.of("courier", 200),
                LIMITS,
                demands(),
                List.of()));
        entries.accept(new PhaseStarted(0, Phase.WARM_UP));
        entries.accept(new PhaseStarted(MS, Phase.STORM));
        long heal = 2 * MS;
        for (int n = 0; n < orders; n++) {
            heal = Math.max(heal, new SampleOrder(this, n, ORDER_EVERY * (n + 1), entries).write());
        }
        end(heal, entries);
    }

    /** The name of the order with this number, from 0. The canary has the highest number. */
    String name(int order) {
        return order < orders ? "order-" + order : "canary";
    }

    /** Adds heal, the canary and the drain, the boards at that time, and clock samples. */
    private void end(long heal, Consumer<Entry> entries) {
        entries.accept(new PhaseStarted(heal, Phase.HEAL));
        entries.accept(new CanaryStarted(heal, "order:" + id(name(orders))));
        long drain = new SampleOrder(this, orders, heal, entries).write() + 3_000 * MS;
        entries.accept(new PhaseStarted(drain, Phase.DRAIN));
        entries.accept(new Ponged(drain, "connection-1"));
        entries.accept(new Drained(drain + 3_000 * MS));
        board(drain, entries);
        for (long at = 0; at < drain; at += CLOCK_SAMPLE_EVERY) {
            entries.accept(new ClocksPaired(at, at / 1_000, 2_000));
            entries.accept(new ClockSampled(at, "node-1", at / 1_000));
        }
    }

    private void board(long at, Consumer<Entry> entries) {
        TreeMap<String, Long> counts = new TreeMap<>(Map.of("DELIVERED", orders + 1L));
        entries.accept(new Subscribed(MS, "connection-1", "board", "board:restaurant-1"));
        entries.accept(new ViewReceived(at, "connection-1", "board", "board", "restaurant-1", 7, counts));
        entries.accept(new ViewRead(at, "board", "restaurant-1", 7, counts));
    }

    private static Demands demands() {
        return new Demands(
                List.of(),
                List.of(new Expectation("fail", 0.01, true), new Expectation("duplicate", 1, false)),
                List.of());
    }

    /** An id as long as the app's own ids. */
    static String id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
