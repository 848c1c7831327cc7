package tribunal.verify.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tribunal.history.ChannelEntry.AttemptStarted;

/**
 * The number of inversions: a function began work on an event after some function had begun work on a later event of
 * the same entity.
 *
 * @param byStateChanging inversions in which the late function changes the state of entities
 * @param inStorm inversions counted in {@code byStateChanging} that concern entities of the storm
 */
public record Inversions(long all, long byStateChanging, long inStorm) {
    public static final Inversions NONE = new Inversions(0, 0, 0);

    /**
     * The beginning of an attempt.
     *
     * @param version the version of the entity that its event belongs to
     * @param changesState whether its function changes the state of entities
     */
    private record Start(long at, int version, boolean changesState) {}

    public static Inversions of(PartitionEvidence evidence) {
        return evidence.entities().values().stream()
                .map(entity -> of(starts(evidence, entity), evidence.inStorm(entity)))
                .reduce(NONE, Inversions::plus);
    }

    public Inversions plus(Inversions other) {
        return new Inversions(all + other.all, byStateChanging + other.byStateChanging, inStorm + other.inStorm);
    }

    private static Inversions of(List<Start> starts, boolean inStorm) {
        int newest = 0;
        long all = 0;
        long changing = 0;
        for (Start start : starts) {
            if (start.version() < newest) {
                all++;
                changing += start.changesState() ? 1 : 0;
            }
            newest = Math.max(newest, start.version());
        }
        return new Inversions(all, changing, inStorm ? changing : 0);
    }

    private static List<Start> starts(PartitionEvidence evidence, EntityEvidence entity) {
        List<Start> starts = new ArrayList<>();
        for (DeliveryEvidence delivery : entity.deliveries()) {
            int version = delivery.recorded().orElseThrow().version();
            boolean changesState = evidence.model().changesState(delivery.id().function());
            for (AttemptStarted s : delivery.all(AttemptStarted.class)) {
                starts.add(new Start(s.at(), version, changesState));
            }
        }
        starts.sort(Comparator.comparingLong(Start::at));
        return starts;
    }
}
