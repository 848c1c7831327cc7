package tribunal.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import tribunal.history.ChannelEntry.AttemptStarted;
import tribunal.history.ChannelEntry.FateMet;
import tribunal.history.ChannelEntry.HandedOver;
import tribunal.history.Entry;
import tribunal.history.History;
import tribunal.verify.Judge;
import tribunal.verify.Verdicts;
import tribunal.verify.evidence.RecordedOutage;
import tribunal.verify.evidence.RecordedOutage.Scope;
import tribunal.verify.measure.FaultWindow;
import tribunal.verify.measure.OutageRecovery;
import tribunal.verify.measure.RunTimeSeries;
import tribunal.verify.measure.RunTimeSeries.Spread;
import tribunal.verify.measure.RunTimeSeries.Stretch;
import tribunal.verify.verdict.Verdict;
import tribunal.verify.verdict.VerdictStatus;
import tribunal.verify.verdict.Violation;

/**
 * Half an hour in which everything went wrong: 36,000 orders, 20 a second, each guarantee broken thousands of times
 * with long proofs, a node killed every minute.
 */
final class LongRun {
    static final int ORDERS = 36_000;
    private static final long SECOND = 1_000_000_000;
    private static final int SECONDS = 1_800;
    private static final int SHOWN = 20;
    private static final int ATTEMPTS = 200;

    private LongRun() {}

    /** A delivery for each order, attempted twice; of some orders as often as the proofs say. */
    static History history() {
        List<Entry> entries = new ArrayList<>();
        for (int order = 0; order < ORDERS; order++) {
            entries.addAll(attempts(order, order < Judge.GUARANTEES.size() * SHOWN ? ATTEMPTS : 2));
        }
        return new History(entries);
    }

    private static List<Entry> attempts(int order, int most) {
        long begin = order * SECOND / 20;
        return IntStream.rangeClosed(1, most)
                .boxed()
                .<Entry>flatMap(n -> List.of(
                        new HandedOver(
                                begin + 3L * n,
                                event(order),
                                "ChargePayment",
                                n,
                                n,
                                "node-1",
                                id(order),
                                "OrderPlaced",
                                1,
                                0),
                        new AttemptStarted(begin + 3L * n + 1, event(order), "ChargePayment", n, 0),
                        new FateMet(begin + 3L * n + 2, event(order), "ChargePayment", n, "lose-answer"))
                        .stream())
                .toList();
    }

    private static String event(int order) {
        return "%08x-0000-4000-8000-000000000000".formatted(order + (1 << 30));
    }

    private static String id(int order) {
        return "%08x-0000-4000-8000-000000000001".formatted(order);
    }

    static Verdicts verdicts() {
        Verdicts sample = Samples.doubleCharges();
        return new Verdicts(
                sample.demanded(),
                sample.counts(),
                sample.faults(),
                sample.decided(),
                sample.notMet(),
                sample.situations(),
                IntStream.range(0, Judge.GUARANTEES.size())
                        .mapToObj(LongRun::broken)
                        .toList(),
                sample.latencies(),
                sample.budgets(),
                true,
                LongStream.range(0, SECONDS / 60)
                        .mapToObj(n ->
                                new FaultWindow("outage", n * 60 * SECOND, (n * 60 + 10) * SECOND, new TreeMap<>()))
                        .toList(),
                LongStream.range(0, SECONDS / 60).mapToObj(LongRun::killed).toList(),
                sample.drifts(),
                progress(),
                sample.entityPath());
    }

    private static Verdict broken(int guarantee) {
        List<Violation> violations = IntStream.range(guarantee * SHOWN, (guarantee + 1) * SHOWN)
                .mapToObj(order -> new Violation(
                        "order " + id(order) + " was tried too often", id(order), attempts(order, ATTEMPTS)))
                .toList();
        return new Verdict(
                Judge.GUARANTEES.get(guarantee),
                VerdictStatus.INVALID,
                "broken",
                new TreeMap<>(),
                ORDERS,
                4_000,
                violations,
                null);
    }

    /** As many stretches as there can be, each with latencies of every size between 100 µs and 10 s. */
    private static RunTimeSeries progress() {
        List<Stretch> stretches =
                IntStream.range(0, 600).mapToObj(LongRun::stretch).toList();
        return new RunTimeSeries(0, 3 * SECOND, stretches, List.of());
    }

    private static OutageRecovery killed(long minute) {
        long from = minute * 60 * SECOND;
        RecordedOutage outage = new RecordedOutage("kill-node", Scope.NODE, "node-1", from, from + 3 * SECOND);
        return new OutageRecovery(outage, outage.to(), Optional.of(SECOND), 0);
    }

    private static Stretch stretch(int n) {
        SortedMap<Integer, Long> counts = new TreeMap<>();
        IntStream.rangeClosed(30, 60).forEach(step -> counts.put(step, (long) n + step));
        Optional<Spread> spread = Optional.of(new Spread(3_141_592L + n, 271_828_182L + n, counts));
        return new Stretch(60, 59, spread, spread, spread, OptionalLong.of(n));
    }
}
