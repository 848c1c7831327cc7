package tribunal.fault.inject;

import foodcourt.port.Clock;
import foodcourt.port.Ports;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tribunal.fault.plan.FateDecider;
import tribunal.history.Entry;

/**
 * Puts a plan's faults and the channel's witness between Foodcourt and its ports, without the app's knowledge. It works
 * equally in real time and in simulation: it waits and reads the time only through the given ports.
 */
public final class FaultInjector implements UnaryOperator<Ports> {
    private final FateDecider fateDecider;
    private final Function<Clock, ChannelWitness> newWitness;
    private volatile @Nullable HealGate healGate;
    private volatile @Nullable ChannelWitness witness;

    /**
     * @param storeTime the store's wall clock, which may differ from the clock of the ports
     * @param origin the run's origin, on the scale of the ports' monotonic clock
     * @param journal receives each entry before the event that it announces, and creates the entry when it is about to
     *     be written
     */
    public FaultInjector(
            FateDecider fateDecider,
            String node,
            Supplier<Instant> storeTime,
            long origin,
            Consumer<Supplier<Entry>> journal) {
        this.fateDecider = fateDecider;
        this.newWitness = clock -> new ChannelWitness(clock, storeTime, origin, node, journal);
    }

    /** Decorates the ports. Call it once, before the app is assembled. */
    @Override
    public Ports apply(Ports delegate) {
        HealGate gate = new HealGate(delegate.threads());
        ChannelWitness channelWitness = newWitness.apply(delegate.clock());
        healGate = gate;
        witness = channelWitness;
        return new FaultyChannel(delegate, fateDecider, channelWitness, gate)
                .decorate(delegate)
                .withReads(new WitnessedReads(delegate.reads(), channelWitness));
    }

    /** Turns faults off: held deliveries are released, and copies that have not begun are cancelled. */
    public void heal() {
        fateDecider.heal();
        if (healGate != null) {
            healGate.heal();
        }
    }

    /** Records a sign of life of the node. Call it every 100 ms. */
    public void sampleClock() {
        if (witness != null) {
            witness.clockSampled();
        }
    }
}
