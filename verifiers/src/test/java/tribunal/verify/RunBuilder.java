package tribunal.verify;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tribunal.history.AppModel;
import tribunal.history.ClientEntry;
import tribunal.history.ClientEntry.Ponged;
import tribunal.history.DatabaseEntry;
import tribunal.history.DatabaseEntry.ViewRead;
import tribunal.history.Demands;
import tribunal.history.Entry;
import tribunal.history.HarnessEntry.Poisoned;
import tribunal.history.HarnessEntry.RunStarted;
import tribunal.history.History;
import tribunal.history.JudgeLimits;
import tribunal.history.ThirdPartyEntry;
import tribunal.history.ThirdPartyEntry.EffectClosed;
import tribunal.verify.evidence.EntriesByKind;
import tribunal.verify.evidence.EvidenceIndexer;
import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.evidence.RunEvidence;
import tribunal.verify.verdict.Verdict;

/**
 * What the harness declares of a run, the entries of its history, and how it is judged. What happens in the run is for
 * subclasses to add.
 *
 * @param <B> the subclass
 */
public abstract class RunBuilder<B extends RunBuilder<B>> {
    static final JudgeLimits.WaitBounds WAITS = new JudgeLimits.WaitBounds(ofMillis(50), ofMillis(50), ofSeconds(5));

    private static final JudgeLimits LIMITS = limits(256, null);

    private final List<Entry> entries = new ArrayList<>();
    private final List<String> judges = new ArrayList<>();
    private final List<Demands.Expectation> expects = new ArrayList<>();
    private final List<Demands.Budget> budgets = new ArrayList<>();
    private final List<Poisoned> poisoned = new ArrayList<>();
    private boolean onlyAsRecorded;
    private String mode = "load";
    private AppModel model = Foodcourt.MODEL;
    private JudgeLimits limits = LIMITS;
    private int scheduled;
    private long now;

    /** This builder, as the type of the subclass. */
    abstract B self();

    private static JudgeLimits limits(int slots, @Nullable Duration deliveryTimeout) {
        return new JudgeLimits(
                12,
                ofSeconds(3),
                ofSeconds(6),
                ofSeconds(2),
                ofSeconds(2),
                ofSeconds(15),
                ofSeconds(30),
                ofSeconds(5),
                ofMillis(75),
                ofSeconds(10),
                slots,
                deliveryTimeout,
                null);
    }

    /** Judged by the model that promises more. */
    public B declared() {
        model = Foodcourt.DECLARED;
        return self();
    }

    public B at(long ms) {
        now = ms * HistoryBuilder.MS;
        return self();
    }

    public B after(long ms) {
        now += ms * HistoryBuilder.MS;
        return self();
    }

    public B add(Entry entry) {
        entries.add(entry);
        return self();
    }

    public long now() {
        return now;
    }

    long tick() {
        now += HistoryBuilder.MS;
        return now;
    }

    /** What is promised here, in place of {@link Foodcourt#MODEL}. */
    public B within(JudgeLimits other) {
        limits = other;
        return self();
    }

    public B promises(AppModel other) {
        model = other;
        return self();
    }

    public B demands(String guarantee) {
        judges.add(guarantee);
        return self();
    }

    public B expects(String what, double atLeast, boolean ofDeliveries) {
        expects.add(new Demands.Expectation(what, atLeast, ofDeliveries));
        return self();
    }

    public B budget(String segment, double percentile, long limitMs) {
        budgets.add(new Demands.Budget(
                segment,
                Demands.Level.FAIL,
                "p(%s) < %dms".formatted(percentile, limitMs),
                percentile,
                limitMs * HistoryBuilder.MS));
        return self();
    }

    /** Waiting is judged: 50 ms for a hand-over and a frame, 5 s to settle, one slot for each function. */
    public B exact() {
        return exact(1);
    }

    /** {@link #exact()} with this number of slots for each function of a node. */
    public B exact(int slots) {
        limits = LIMITS.with(WAITS, slots);
        return self();
    }

    /** Attempts are given up 2 s after their hand-over, and a node has this number of slots for each function. */
    public B timesOut(int slots) {
        limits = limits(slots, ofSeconds(2));
        return self();
    }

    /** Sets the number of orders of the schedule. */
    public B scheduled(int orders) {
        scheduled = orders;
        return self();
    }

    public B poisons(String order, String eventType, String function, int attempts) {
        poisoned.add(new Poisoned(order, eventType, 1, function, attempts));
        return self();
    }

    /** It happened in virtual time. */
    public B simulated() {
        mode = RunStarted.SIMULATE;
        return self();
    }

    /**
     * Witnesses that this story gives nothing to record are as if their files were missing. Else each has said
     * something.
     */
    B onlyAsRecorded() {
        onlyAsRecorded = true;
        return self();
    }

    private void addSigns(List<Entry> all) {
        if (all.stream().noneMatch(ClientEntry.class::isInstance)) {
            all.add(new Ponged(-HistoryBuilder.MS, "nobody"));
        }
        if (all.stream().noneMatch(DatabaseEntry.class::isInstance)) {
            all.add(new ViewRead(-HistoryBuilder.MS, "board", "nowhere", 0, new TreeMap<>()));
        }
        if (all.stream().noneMatch(ThirdPartyEntry.class::isInstance)) {
            all.add(new EffectClosed(-HistoryBuilder.MS, -1));
        }
    }

    public History recorded() {
        List<Entry> all = new ArrayList<>(entries);
        if (!onlyAsRecorded) {
            addSigns(all);
        }
        all.add(new RunStarted(
                -HistoryBuilder.MS,
                "test",
                42,
                mode,
                scheduled,
                Map.of("courier", 200),
                limits,
                new Demands(judges, expects, budgets),
                poisoned));
        return new History(all);
    }

    public PartitionEvidence evidence() {
        History history = recorded();
        EntriesByKind kinds = new EntriesByKind(history);
        RunEvidence run = RunEvidence.of(
                kinds,
                history.lastTime(),
                model,
                history.first(RunStarted.class).orElseThrow());
        return EvidenceIndexer.index(history, kinds, run);
    }

    /** Judges the story in memory and in partitions from disk, and asserts that both verdicts are equal. */
    public Verdicts judged() {
        History history = recorded();
        Verdicts verdicts = Judge.judge(history, model);
        assertThat(InPartitions.judged(history, model)).isEqualTo(verdicts);
        return verdicts;
    }

    public Verdict verdict(String guarantee) {
        return judged().guarantees().stream()
                .filter(v -> v.guarantee().equals(guarantee))
                .findFirst()
                .orElseThrow();
    }
}
