package tribunal.load.network;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import tribunal.fault.plan.Outage;
import tribunal.fault.plan.Outage.Kind;
import tribunal.fault.plan.OutagePlan;
import tribunal.fault.plan.PlannedOutage;
import tribunal.history.HarnessEntry;
import tribunal.history.IndexedRandom;

/** Networks for tests, with their entries. The clock shows one nanosecond more at each look. */
final class Networks implements AutoCloseable {
    final List<HarnessEntry> entries = new CopyOnWriteArrayList<>();
    private final AtomicLong clock = new AtomicLong();
    private final List<NetworkFaults> opened = new CopyOnWriteArrayList<>();

    private static OutagePlan plan() {
        return new OutagePlan(
                new IndexedRandom(42), Duration.ZERO, Duration.ofSeconds(10), List.of("node-1"), List.of("anna"));
    }

    NetworkFaults open(PlannedOutage... outages) {
        return open(List.of(outages), List.of());
    }

    /** A network that disturbs all commits, after its start. */
    NetworkFaults disturbing(Kind kind, Duration time) {
        return open(List.of(), List.of(new Outage(kind, 0, 0, 1, time, time)));
    }

    private NetworkFaults open(List<PlannedOutage> outages, List<Outage> callOutages) {
        NetworkFaults network = NetworkFaults.open(plan(), outages, callOutages, clock::incrementAndGet, entries::add);
        opened.add(network);
        return network;
    }

    static PlannedOutage outage(Kind kind, Duration time) {
        String target =
                switch (kind.target()) {
                    case NODE -> "node-1";
                    case SUBSCRIBER -> "anna";
                    case THIRD_PARTIES -> OutagePlan.THIRD_PARTIES;
                    case DATABASE, TRANSACTIONS -> OutagePlan.DATABASE;
                };
        return new PlannedOutage(kind, target, 0, time.toNanos());
    }

    /** The kinds of these planned outages as a scenario lists them. */
    static List<Outage> listed(Kind... kinds) {
        return Arrays.stream(kinds)
                .map(kind -> new Outage(kind, 1, 1, 0, Duration.ZERO, Duration.ZERO))
                .toList();
    }

    @Override
    public void close() {
        opened.forEach(NetworkFaults::close);
    }
}
