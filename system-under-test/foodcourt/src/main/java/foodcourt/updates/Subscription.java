package foodcourt.updates;

/** A subscriber's place in the hub. */
public interface Subscription extends AutoCloseable {
    /** Ends it; updates under way may still arrive. */
    @Override
    void close();
}
