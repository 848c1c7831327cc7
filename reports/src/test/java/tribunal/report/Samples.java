package tribunal.report;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import tribunal.history.ChannelEntry.FateMet;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.Demands.Budget;
import tribunal.history.Demands.Level;
import tribunal.history.Entry;
import tribunal.history.History;
import tribunal.history.ThirdPartyEntry.EffectApplied;
import tribunal.history.ThirdPartyEntry.EffectRequested;
import tribunal.report.text.RunInfo;
import tribunal.verify.Verdicts;
import tribunal.verify.evidence.RecordedOutage;
import tribunal.verify.evidence.RecordedOutage.Scope;
import tribunal.verify.measure.BudgetResult;
import tribunal.verify.measure.Drift;
import tribunal.verify.measure.Drift.Unit;
import tribunal.verify.measure.EntityPathBreakdown;
import tribunal.verify.measure.EntityPathBreakdown.Step;
import tribunal.verify.measure.FaultWindow;
import tribunal.verify.measure.OutageRecovery;
import tribunal.verify.measure.RunTimeSeries;
import tribunal.verify.measure.RunTimeSeries.Mark;
import tribunal.verify.measure.RunTimeSeries.Spread;
import tribunal.verify.measure.RunTimeSeries.Stretch;
import tribunal.verify.measure.SegmentLatency;
import tribunal.verify.verdict.Verdict;
import tribunal.verify.verdict.VerdictStatus;
import tribunal.verify.verdict.Violation;

/** Small runs made by hand. */
public final class Samples {
    static final Instant STARTED = Instant.parse("2026-03-01T10:15:30Z");

    private Samples() {}

    public static RunInfo run() {
        return run(Path.of("/runs/steady/42"));
    }

    static RunInfo run(Path directory) {
        return run(directory, Optional.empty(), false);
    }

    public static RunInfo withDefect(String defect) {
        return run(run().directory(), Optional.of(defect), false);
    }

    public static RunInfo cutShort() {
        return run(run().directory(), Optional.empty(), true);
    }

    private static RunInfo run(Path directory, Optional<String> defect, boolean cutShort) {
        return new RunInfo(
                "steady",
                42,
                "load",
                STARTED,
                Duration.ofSeconds(30),
                defect,
                "./tribunal load --scenario steady --seed 42",
                directory,
                cutShort,
                new LinkedHashMap<>(Map.of("Database", "embedded")),
                "{\"seed\" : 42}");
    }

    public static Verdict verdict(String guarantee, VerdictStatus status, String summary) {
        return new Verdict(guarantee, status, summary, sorted(Map.of("events", 12_180L)), 7, 0, List.of(), null);
    }

    public static Verdict unknown(String guarantee, @Nullable String reason) {
        return new Verdict(guarantee, VerdictStatus.UNKNOWN, "nothing", sorted(Map.of()), 0, 0, List.of(), reason);
    }

    public static Verdict invalid(String guarantee, long total, Violation... violations) {
        return new Verdict(
                guarantee, VerdictStatus.INVALID, "broken", sorted(Map.of()), 9, total, List.of(violations), null);
    }

    public static Violation doubleCharge() {
        List<Entry> proof = List.of(
                new HandedOver(
                        12_200_000_000L, "e-1", "ChargePayment", 1, 5, "app-1", "order:7f3a", "OrderPlaced", 1, 0),
                new EffectRequested(12_203_000_000L, 17, null, "charge", "order:7f3a", "e-1/ChargePayment", 2450, null),
                new EffectApplied(12_204_000_000L, 17, true, 2450, null),
                new FateMet(12_206_000_000L, "e-1", "ChargePayment", 1, "lose-answer"),
                new EffectRequested(14_230_000_000L, 23, null, "charge", "order:7f3a", "e-1/ChargePayment", 2450, null),
                new EffectApplied(14_231_000_000L, 23, true, 2450, null));
        return new Violation("order 7f3a was charged twice", "order:7f3a", proof);
    }

    /** What the judge may say of a run that charged three orders twice. */
    public static Verdicts doubleCharges() {
        return new Verdicts(
                List.of("atomicity", "idempotent-outcomes", "at-least-once"),
                sorted(Map.of("orders", 2_412L, "events", 12_180L, "deliveries", 36_905L)),
                sorted(Map.of(
                        "duplicate",
                        712L,
                        "delay",
                        698L,
                        "drop",
                        349L,
                        "lose-answer",
                        361L,
                        "lose-settle",
                        118L,
                        "crash",
                        340L)),
                sorted(Map.of("duplicate", 400L, "drop", 350L)),
                sorted(Map.of("drop", 1L)),
                sorted(Map.of(
                        "crash-point(ChargePayment,1)", 4L, "crash-point(ChargePayment,2)", 9L, "stale-settle", 3L)),
                List.of(
                        verdict("atomicity", VerdictStatus.VALID, "12,180 versions = 12,180 events"),
                        invalid("idempotent-outcomes", 3, doubleCharge()),
                        unknown("at-least-once", "the history was cut short"),
                        verdict("no-overlap", VerdictStatus.NOT_EXERCISED, "0 lapsed leases")),
                List.of(latency("place-order", 3_200_000, 48_000_000), latency("fan-out", 4_100_000, 61_000_000)),
                List.of(
                        budget("place-order", Level.WARN, 50, VerdictStatus.VALID, 3_200_000),
                        budget("place-order", Level.FAIL, 99, VerdictStatus.INVALID, 1_203_000_000),
                        budget("fan-out", Level.FAIL, 99, VerdictStatus.UNKNOWN, 61_000_000)),
                true,
                List.of(
                        new FaultWindow(
                                "chaos-monkey",
                                15_200_000_000L,
                                30_250_000_000L,
                                sorted(Map.of("exception", 93L, "latency", 1_196L, "cpu", 0L))),
                        new FaultWindow("outage", 40_000_000_000L, Long.MAX_VALUE, sorted(Map.of()))),
                outages(),
                List.of(
                        new Drift("place-order p99", Unit.NANOS, 31_000_000, 33_000_000),
                        new Drift("fan-out p99", Unit.NANOS, 41_000_000, 20_500_000),
                        new Drift("subscriptions", Unit.COUNT, 1_100, 2_200),
                        new Drift("app memory", Unit.BYTES, 210L << 20, 214L << 20),
                        new Drift("harness memory", Unit.BYTES, 100L << 20, 160L << 20),
                        new Drift("app cpu", Unit.MILLICORES, 500, 510)),
                progress(),
                way());
    }

    /**
     * A node that was killed, from which recovery took 1.9 s; a client that was cut off; and an outage
     * without end, in which two deliveries were never finished.
     */
    static List<OutageRecovery> outages() {
        RecordedOutage killed = new RecordedOutage("kill-node", Scope.NODE, "node-1", 20_500_000_000L, 23_000_000_000L);
        RecordedOutage cut = new RecordedOutage("cut-updates", Scope.CLIENT, "ann", 30_000_000_000L, 30_400_000_000L);
        RecordedOutage endless = new RecordedOutage("outage", Scope.ALL, "", 40_000_000_000L, Long.MAX_VALUE);
        return List.of(
                new OutageRecovery(killed, killed.to(), Optional.of(1_900_000_000L), 0),
                new OutageRecovery(cut, cut.to(), Optional.empty(), 0),
                new OutageRecovery(endless, endless.to(), Optional.empty(), 2));
    }

    /** The history that {@link #doubleCharge} was found in. */
    public static History history() {
        return new History(doubleCharge().proof());
    }

    /**
     * 45 seconds, from 5 s on: the rate rises by one each second, the latencies with it; in the tenth nobody ordered.
     */
    static RunTimeSeries progress() {
        List<Stretch> stretches =
                LongStream.range(0, 45).mapToObj(Samples::stretch).toList();
        List<Mark> marks = List.of(
                new Mark(5_000_000_000L, "warm-up"),
                new Mark(10_000_000_000L, "storm"),
                new Mark(40_000_000_000L, "drain"));
        return new RunTimeSeries(5_000_000_000L, 1_000_000_000, stretches, marks);
    }

    /** Of ten orders nine were paid and done; their customers saw it 4 ms later. */
    public static EntityPathBreakdown way() {
        return new EntityPathBreakdown(
                List.of("PLACED", "PAID", "DELIVERED"),
                9,
                10,
                List.of(
                        new Step("place-order", 0, 1_000_000, 4_000_000),
                        new Step("ChargePayment", 3_000_000, 10_000_000, 16_000_000),
                        new Step("CompleteDelivery", 16_000_000, 40_000_000, 96_000_000),
                        new Step("fan-out", 96_000_000, 96_000_000, 100_000_000)));
    }

    private static Stretch stretch(long second) {
        Optional<Spread> latency = second == 10
                ? Optional.empty()
                : Optional.of(
                        new Spread(1_000_000 * second, 9_000_000 * second, new TreeMap<>(Map.of(36, second, 41, 1L))));
        Optional<Spread> lag = second == 10 ? Optional.empty() : Optional.of(new Spread(0, 1_000_000, new TreeMap<>()));
        return new Stretch(second, second / 2, latency, latency, lag, OptionalLong.of(3 * second));
    }

    public static Verdicts of(List<Verdict> guarantees, List<SegmentLatency> latencies, List<BudgetResult> budgets) {
        List<String> demanded = guarantees.stream().map(Verdict::guarantee).toList();
        return new Verdicts(
                demanded, sorted(Map.of()), sorted(Map.of()), sorted(Map.of()), guarantees, latencies, budgets);
    }

    public static Verdicts of(Verdict... guarantees) {
        return of(List.of(guarantees), List.of(), List.of());
    }

    public static Verdicts of(RunTimeSeries progress) {
        return new Verdicts(
                List.of(),
                sorted(Map.of()),
                sorted(Map.of()),
                sorted(Map.of()),
                sorted(Map.of()),
                sorted(Map.of()),
                List.of(),
                List.of(),
                List.of(),
                true,
                List.of(),
                List.of(),
                List.of(),
                progress,
                EntityPathBreakdown.NONE);
    }

    public static SegmentLatency latency(String segment, long... nanos) {
        return new SegmentLatency(segment, histogram(nanos), null);
    }

    public static Histogram histogram(long... nanos) {
        Histogram histogram = new Histogram(3);
        for (long value : nanos) {
            histogram.recordValue(value);
        }
        return histogram;
    }

    public static BudgetResult budget(
            String segment, Level level, int percentile, VerdictStatus status, long actualNanos) {
        String expression = "p(" + percentile + ") < " + (percentile == 50 ? "100ms" : "1s");
        long limitNanos = percentile == 50 ? 100_000_000 : 1_000_000_000;
        return new BudgetResult(
                new Budget(segment, level, expression, percentile, limitNanos), status, actualNanos, 1_000);
    }

    public static SortedMap<String, Long> sorted(Map<String, Long> counts) {
        return new TreeMap<>(counts);
    }
}
