package tribunal.fault.inject;

import foodcourt.port.Ports;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tribunal.fault.plan.FateDecider;
import tribunal.history.Entry;

/**
 * Puts a plan's faults and the channel's witness between Foodcourt and its ports; the app itself knows nothing of it. The
 * same in real time and in simulation: it waits and tells the time through the ports that it is given.
 */
public final class FaultInjector implements UnaryOperator<Ports> {
    private final FateDecider fates;
    private final String node;
    private final Supplier<Instant> storeTime;
    private final long origin;
    private final Consumer<Supplier<Entry>> journal;
    private volatile @Nullable HealGate holds;
    private volatile @Nullable ChannelWitness witness;

    /**
     * @param storeTime the store's wall clock, which may differ from that of the ports
     * @param origin the run's, on the scale of the ports' monotonic clock
     * @param journal takes each entry before what it announces, and asks for it when it is its turn to be written
     */
    public FaultInjector(
            FateDecider fates,
            String node,
            Supplier<Instant> storeTime,
            long origin,
            Consumer<Supplier<Entry>> journal) {
        this.fates = fates;
        this.node = node;
        this.storeTime = storeTime;
        this.origin = origin;
        this.journal = journal;
    }

    /** Applied once, before the app is assembled. */
    @Override
    public Ports apply(Ports sound) {
        HealGate held = new HealGate(sound.threads());
        ChannelWitness seen = new ChannelWitness(sound.clock(), storeTime, origin, node, journal);
        SettleLosingQueue queue = new SettleLosingQueue(sound.queue());
        OvertakingTracker progress = new OvertakingTracker(sound.threads(), held);
        AttemptRunner runs = new AttemptRunner(sound.channel(), seen, progress);
        InjectedChannel channel = new InjectedChannel(
                runs,
                new InjectedChannel.Parts(fates, seen, held, queue),
                new DuplicateSender(runs, sound.threads(), held, progress),
                new ReorderGate(sound.threads(), progress));
        holds = held;
        witness = seen;
        return CrashingPorts.of(sound, runs::rolledBack)
                .withQueue(queue)
                .withChannel(channel)
                .withReads(new WitnessedReads(sound.reads(), seen));
    }

    /** Faults off: what is held is released, copies that have not begun are cancelled. */
    public void heal() {
        if (holds != null) {
            holds.heal();
        }
    }

    /** A sign of life, to be asked for every 100 ms. */
    public void alive() {
        if (witness != null) {
            witness.alive();
        }
    }
}
