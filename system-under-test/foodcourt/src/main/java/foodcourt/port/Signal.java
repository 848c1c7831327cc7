package foodcourt.port;

import java.time.Duration;

/**
 * A latch that resets itself. A raise before or during a wait ends that wait; several raises before it count as one.
 */
public interface Signal {
    void raise();

    /**
     * Waits until the signal is raised; returns false if the time passed first. A negative or zero time returns at
     * once.
     */
    boolean await(Duration atMost);
}
