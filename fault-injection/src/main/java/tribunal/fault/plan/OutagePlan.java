package tribunal.fault.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tribunal.fault.plan.Outage.Kind;
import tribunal.history.IndexedRandom;

/**
 * Draws times, victims and durations of outages. Equal plans draw the same in every mode.
 *
 * @param stormStart since the schedule's start
 * @param storm the storm's length
 * @param nodes the names of the nodes that can be affected
 * @param subscribers the ids of the subscribers whose connection can be affected
 */
public record OutagePlan(
        IndexedRandom random, Duration stormStart, Duration storm, List<String> nodes, List<String> subscribers) {
    /** The target of the outages that affect the database. */
    public static final String DATABASE = "store";

    /** The target of the outages that affect third parties. */
    public static final String THIRD_PARTIES = "third-parties";

    /** Margin between an outage's start and both ends of the storm; a shorter outage would affect nothing. */
    private static final Duration MARGIN = Duration.ofMillis(500);

    /** Draws all outages that begin and end, in the order of the list. Those that affect calls are left out. */
    public List<PlannedOutage> draw(List<Outage> outages) {
        List<PlannedOutage> drawn = new ArrayList<>();
        for (Outage outage : outages) {
            long key = IndexedRandom.key(outage.kind().label());
            long times =
                    outage.timesMin() + (long) (random.fraction(key, 0) * (outage.timesMax() - outage.timesMin() + 1));
            for (int n = 1; n <= times && !outage.kind().affectsCalls(); n++) {
                drawn.add(
                        new PlannedOutage(outage.kind(), target(outage.kind(), n), at(key, n), nanos(outage, key, n)));
            }
        }
        return List.copyOf(drawn);
    }

    private long at(long key, int n) {
        Duration room = storm.minus(MARGIN.multipliedBy(2));
        return stormStart.plus(MARGIN).toNanos() + (long) (random.fraction(key + 1, n) * Math.max(0, room.toNanos()));
    }

    /** Draws the duration of an outage in nanoseconds; an offset of a clock may be negative. */
    public long nanos(Outage outage, long key, int n) {
        double fraction = random.fraction(key + 2, n);
        long span = outage.max().minus(outage.min()).toNanos();
        long nanos = outage.min().toNanos() + (long) (fraction * span);
        return outage.kind() == Kind.SKEW_CLOCK && random.fraction(key + 3, n) < 0.5 ? -nanos : nanos;
    }

    private String target(Kind kind, int n) {
        long key = IndexedRandom.key("target of " + kind.label());
        return switch (kind.target()) {
            case NODE -> pick(nodes, key, n);
            case SUBSCRIBER -> pick(subscribers, key, n);
            case THIRD_PARTIES -> THIRD_PARTIES;
            case DATABASE, TRANSACTIONS -> DATABASE;
        };
    }

    private String pick(List<String> names, long key, int n) {
        return names.isEmpty() ? "nobody" : names.get((int) (random.fraction(key, n) * names.size()));
    }
}
