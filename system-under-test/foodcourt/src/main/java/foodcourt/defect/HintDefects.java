package foodcourt.defect;

import foodcourt.port.Hint;
import foodcourt.port.HintListener;
import foodcourt.port.Hints;
import foodcourt.port.Ports;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Defects of the hints that a node gets. */
final class HintDefects {
    static final List<Defect> ALL = List.of(
            new PortsDefect("dispatcher-ignores-hints", HintDefects::dispatcherIgnoresHints),
            new PortsDefect("hub-ignores-hints", HintDefects::hubIgnoresHints),
            new PortsDefect("listener-dead-after-cut", HintDefects::listenerDeadAfterCut));

    private HintDefects() {}

    /** No hint wakes the dispatcher: a due delivery waits for the next poll. */
    private static Ports dispatcherIgnoresHints(Ports sound) {
        return filtered(sound, hint -> !(hint instanceof Hint.DeliveryDue));
    }

    /** Hints reach no subscriber: a change is shown when the next resync finds it. */
    private static Ports hubIgnoresHints(Ports sound) {
        return filtered(sound, hint -> hint instanceof Hint.DeliveryDue);
    }

    private static Ports filtered(Ports sound, Predicate<Hint> passes) {
        return sound.withHints(
                new FilteredHints(sound.hints(), ScopedValue.newInstance(), passes, HintListener::reconnected));
    }

    /**
     * After the first break of its connection a node never listens again: it gets its own hints, but none from other
     * nodes. Its polls and resyncs still find everything, so the node is only slower, permanently.
     */
    private static Ports listenerDeadAfterCut(Ports sound) {
        ScopedValue<Boolean> own = ScopedValue.newInstance();
        AtomicBoolean isDead = new AtomicBoolean();
        return sound.withHints(
                new FilteredHints(sound.hints(), own, _ -> !isDead.get() || own.isBound(), _ -> isDead.set(true)));
    }

    /**
     * Hints of which listeners get only some.
     *
     * @param own bound while the node sends a hint itself
     * @param passes selects the hints that listeners get
     * @param reconnected called for a listener when the connection is restored
     */
    private record FilteredHints(
            Hints sound, ScopedValue<Boolean> own, Predicate<Hint> passes, Consumer<HintListener> reconnected)
            implements Hints {
        @Override
        public void send(Hint hint) {
            ScopedValue.where(own, true).run(() -> sound.send(hint));
        }

        @Override
        public void listen(HintListener listener) {
            sound.listen(new HintListener() {
                @Override
                public void hinted(Hint hint) {
                    if (passes.test(hint)) {
                        listener.hinted(hint);
                    }
                }

                @Override
                public void reconnected() {
                    reconnected.accept(listener);
                }
            });
        }
    }
}
