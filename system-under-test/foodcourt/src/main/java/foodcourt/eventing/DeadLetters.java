package foodcourt.eventing;

import foodcourt.port.DeliveryId;
import foodcourt.port.DeliveryQueue;
import foodcourt.port.FunctionName;
import foodcourt.port.Hint;
import foodcourt.port.Hints;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/** Deliveries that were given up, and their second chance. */
public final class DeadLetters {
    private final DeliveryQueue queue;
    private final Hints hints;

    public DeadLetters(DeliveryQueue queue, Hints hints) {
        this.queue = queue;
        this.hints = hints;
    }

    /**
     * Has dead letters tried again at once, as from their first attempt; those that are not dead are left alone.
     *
     * @return how many were dead
     * @throws foodcourt.port.StoreException if the store failed; trying again is safe
     */
    public int redrive(Set<DeliveryId> letters) {
        int redriven = queue.redrive(letters);
        Set<FunctionName> functions = new TreeSet<>();
        letters.forEach(letter -> functions.add(letter.function()));
        functions.forEach(function -> hints.committed(new Hint.DeliveryDue(function, Duration.ZERO)));
        return redriven;
    }
}
