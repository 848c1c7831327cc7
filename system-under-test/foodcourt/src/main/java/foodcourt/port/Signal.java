package foodcourt.port;

import java.time.Duration;

/** A latch that resets itself: raised before or during a wait it ends that wait; many raises before it count as one. */
public interface Signal {
    void raise();

    /** Waits until raised; false if the time passed first. Negative or zero returns at once. */
    boolean await(Duration atMost);
}
