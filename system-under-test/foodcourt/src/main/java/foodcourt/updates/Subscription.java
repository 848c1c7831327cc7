package foodcourt.updates;

/** The registration of a subscriber in the hub. */
public interface Subscription extends AutoCloseable {
    /** Ends the subscription; updates under way may still arrive. */
    @Override
    void close();
}
