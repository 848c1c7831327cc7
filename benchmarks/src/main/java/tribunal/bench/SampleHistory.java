package tribunal.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import tribunal.history.ChannelEntry.ClockSampled;
import tribunal.history.ClientEntry.BoardUpdateReceived;
import tribunal.history.ClientEntry.Ponged;
import tribunal.history.ClientEntry.Subscribed;
import tribunal.history.DatabaseEntry.BoardRead;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry.CanaryPlaced;
import tribunal.history.HarnessEntry.ClocksPaired;
import tribunal.history.HarnessEntry.Drained;
import tribunal.history.HarnessEntry.PhaseStarted;
import tribunal.history.HarnessEntry.RunStarted;
import tribunal.history.JudgeLimits;
import tribunal.history.Phase;
import tribunal.history.Requirements;
import tribunal.history.Requirements.Expectation;

/**
 * A history of a sound app under faults, made up from a seed: every order goes all its way, one attempt in twenty fails and
 * is tried again, one delivery in twenty comes twice. It drained, and nothing of it breaks a guarantee.
 */
public record SampleHistory(int orders, long seed) {
    static final long MS = 1_000_000;
    private static final long ORDER_EVERY = 50 * MS;
    private static final long SIGN_EVERY = 100 * MS;
    private static final JudgeLimits LIMITS = new JudgeLimits(
            12,
            Duration.ofSeconds(3),
            Duration.ofSeconds(6),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(15));

    /** All entries: not in the order of time. */
    public List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        tell(entries::add);
        return entries;
    }

    /** Hands them on one by one. */
    void tell(Consumer<Entry> to) {
        Telling entries = new Telling(to);
        entries.add(new RunStarted(-MS, "sample", seed, "simulation", orders, 200, LIMITS, demands(), List.of()));
        entries.add(new PhaseStarted(0, Phase.WARM_UP));
        entries.add(new PhaseStarted(MS, Phase.STORM));
        long heal = 2 * MS;
        for (int n = 0; n < orders; n++) {
            heal = Math.max(
                    heal, new SampleOrder(this, "order-%d".formatted(n), ORDER_EVERY * (n + 1), entries).live());
        }
        end(heal, entries);
    }

    /** Who is told, and how many entries so far. */
    static final class Telling {
        private final Consumer<Entry> to;
        private long count;

        Telling(Consumer<Entry> to) {
            this.to = to;
        }

        void add(Entry entry) {
            count++;
            to.accept(entry);
        }

        long count() {
            return count;
        }
    }

    /** Heal, the canary, the drain; the boards as they stand then, and signs of life. */
    private void end(long heal, Telling entries) {
        entries.add(new PhaseStarted(heal, Phase.HEAL));
        entries.add(new CanaryPlaced(heal, id("canary")));
        long drain = new SampleOrder(this, "canary", heal, entries).live() + 3_000 * MS;
        entries.add(new PhaseStarted(drain, Phase.DRAIN));
        entries.add(new Ponged(drain, "connection-1"));
        entries.add(new Drained(drain + 3_000 * MS));
        board(drain, entries);
        for (long at = 0; at < drain; at += SIGN_EVERY) {
            entries.add(new ClocksPaired(at, at / 1_000, 2_000));
            entries.add(new ClockSampled(at, "node-1", at / 1_000));
        }
    }

    private void board(long at, Telling entries) {
        TreeMap<String, Long> counts = new TreeMap<>(Map.of("DELIVERED", orders + 1L));
        entries.add(new Subscribed(MS, "connection-1", "board", "board:restaurant-1"));
        entries.add(new BoardUpdateReceived(at, "connection-1", "board", "restaurant-1", 7, counts));
        entries.add(new BoardRead(at, "restaurant-1", 7, counts));
    }

    private static Requirements demands() {
        return new Requirements(
                List.of(),
                List.of(new Expectation("fail", 0.01, true), new Expectation("duplicate", 1, false)),
                List.of());
    }

    /** As long as the app's own ids. */
    static String id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
