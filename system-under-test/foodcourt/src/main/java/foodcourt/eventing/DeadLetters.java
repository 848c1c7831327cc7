package foodcourt.eventing;

import foodcourt.port.DeliveryId;
import foodcourt.port.DeliveryQueue;
import foodcourt.port.FunctionName;
import foodcourt.port.Hint;
import foodcourt.port.Hints;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/** Redrives dead letters: deliveries that were given up. */
public final class DeadLetters {
    private final DeliveryQueue queue;
    private final Hints hints;

    public DeadLetters(DeliveryQueue queue, Hints hints) {
        this.queue = queue;
        this.hints = hints;
    }

    /**
     * Makes dead letters due at once, with their attempts at 0. Ids of deliveries that are not dead have no effect.
     *
     * @return how many deliveries were dead
     * @throws foodcourt.port.StoreException if the store failed; calling again is safe
     */
    public int redrive(Set<DeliveryId> letters) {
        int redriven = queue.redrive(letters);
        Set<FunctionName> functions = new TreeSet<>();
        letters.forEach(letter -> functions.add(letter.function()));
        functions.forEach(function -> hints.send(new Hint.DeliveryDue(function, Duration.ZERO)));
        return redriven;
    }
}
