package tribunal.verify.compare;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import tribunal.verify.Verdicts;
import tribunal.verify.measure.BudgetResult;
import tribunal.verify.measure.HistoryCounts;
import tribunal.verify.measure.ResourceUsage;
import tribunal.verify.verdict.VerdictStatus;

/**
 * One step of a capacity search: a rate of new entities, and the results of a run at this rate.
 *
 * @param ratePerSecond entities created per second
 * @param usage the resources used; empty if the run did not reach its storm
 */
public record CapacityStep(double ratePerSecond, Verdicts verdicts, Optional<ResourceUsage> usage) {
    /** Largest growth of the backlog that counts as noise, as a share of the deliveries that arrive. */
    private static final double GROWTH_MAX = 0.05;

    private static final double BUSY = 0.9;
    private static final double POOL_FULL = 0.9;
    private static final double WAITING = 1;

    /** Why this rate is too high: a failed guarantee or budget, or a growing backlog; empty if it is not. */
    public Optional<String> failureReason() {
        return switch (verdicts.exitCode()) {
            case 0 -> growing();
            case 1 -> Optional.of("a guarantee INVALID");
            case 2 -> Optional.of(unknown());
            default -> Optional.of("a budget missed");
        };
    }

    private Optional<String> growing() {
        SortedMap<String, Long> counts = verdicts.counts();
        long entities = HistoryCounts.types(counts).stream()
                .mapToLong(type -> counts.getOrDefault(type, 0L))
                .sum();
        double perEntity = entities == 0 ? 0 : (double) counts.getOrDefault("deliveries", 0L) / entities;
        return usage.filter(u -> u.backlogGrowth() > GROWTH_MAX * ratePerSecond * perEntity)
                .map(u -> String.format(Locale.ROOT, "the backlog grows by %.0f/s", u.backlogGrowth()));
    }

    private String unknown() {
        List<BudgetResult> unknown = verdicts.budgets().stream()
                .filter(b -> b.status() == VerdictStatus.UNKNOWN)
                .toList();
        if (unknown.isEmpty()) {
            return "a guarantee UNKNOWN";
        }
        return unknown.stream().anyMatch(BudgetResult::isTooFew)
                ? "too few " + HistoryCounts.entities(verdicts.counts())
                        + " to judge a budget: each rate must be held for longer"
                : "the load generator fell behind";
    }

    /**
     * Describes the exhausted resource: processors, connection pool, locks or disk; or says that it was none of them.
     *
     * @param pool number of connections of all nodes of the app
     */
    public String bottleneck(int pool) {
        return usage.map(u -> bottleneck(u, pool)).orElse("unknown: nothing was sampled");
    }

    private static String bottleneck(ResourceUsage usage, int pool) {
        if (usage.busy() >= BUSY) {
            return String.format(
                    Locale.ROOT, "processors: %.0f%% busy, most by %s", 100 * usage.busy(), largestConsumer(usage));
        }
        double activeSessions = usage.sessions().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        if (activeSessions >= POOL_FULL * pool) {
            return String.format(Locale.ROOT, "pool: %.1f of %d connections at work", activeSessions, pool);
        }
        return usage.sessions().entrySet().stream()
                .filter(s -> s.getKey().startsWith("waiting") && s.getValue() >= WAITING)
                .max(Map.Entry.comparingByValue())
                .map(s -> String.format(Locale.ROOT, "database: %.1f sessions %s", s.getValue(), s.getKey()))
                .orElse("neither processors, pool, locks nor disk: waiting within the app or for third parties");
    }

    private static String largestConsumer(ResourceUsage usage) {
        return usage.cores().entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(c -> String.format(Locale.ROOT, "%s (%.1f of %d)", c.getKey(), c.getValue(), usage.processors()))
                .orElse("others");
    }
}
