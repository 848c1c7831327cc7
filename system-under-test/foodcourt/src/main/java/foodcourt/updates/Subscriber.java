package foodcourt.updates;

/** Receives the present state first, then newer ones: never an older one, and not necessarily each. */
public interface Subscriber<T> {
    /** Called by one thread at a time. */
    void update(T state);

    /** Ends the updates although the subscription was not closed, because an update could not be handed over. */
    default void end() {}
}
