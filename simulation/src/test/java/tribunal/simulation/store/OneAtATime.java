package tribunal.simulation.store;

import foodcourt.port.Mutex;
import foodcourt.port.Signal;
import foodcourt.port.Task;
import foodcourt.port.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Signals for {@link Actor}s, of whom one plays at a time: who waits ends its turn, who is woken needs another. */
public final class OneAtATime implements Threads {
    private final List<Actor> woken = new ArrayList<>();

    /** Those that were woken and have not been given their turn, the first woken first. */
    public List<Actor> woken() {
        return woken;
    }

    @Override
    public Signal newSignal() {
        return new Latch();
    }

    private final class Latch implements Signal {
        private boolean raised;
        private @Nullable Actor waiting;

        @Override
        public void raise() {
            raised = true;
            if (waiting != null) {
                woken.add(waiting);
                waiting = null;
            }
        }

        @Override
        public boolean await(Duration atMost) {
            if (!raised) {
                waiting = Actor.current();
                waiting.block();
            }
            boolean was = raised;
            raised = false;
            return was;
        }
    }

    @Override
    public Task start(String name, Runnable work) {
        throw new UnsupportedOperationException("a store starts no threads");
    }

    @Override
    public void sleep(Duration duration) {
        throw new UnsupportedOperationException("a store never sleeps");
    }

    @Override
    public Mutex newMutex() {
        throw new UnsupportedOperationException("a store needs no mutual exclusion");
    }
}
