package foodcourt.port;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A queue in which a claim can settle for another one. Stores offer it to defects; the sound app never calls it. */
public interface UnfencedQueue extends DeliveryQueue {
    /**
     * Like {@link #settle(List)}, but compares other tokens with the newest claims.
     *
     * @param fence returns the token to compare for the token that settles, which is recorded
     */
    Set<FencingToken> settle(List<Settlement> batch, UnaryOperator<FencingToken> fence);
}
