package foodcourt.updates;

/** Who watches: gets the present state first, then newer ones, never an older one, and not necessarily each. */
public interface Subscriber<T> {
    /** Called by one thread at a time. */
    void update(T state);

    /** Nothing more will come, though the subscription was not closed: an update could not be handed over. */
    default void end() {}
}
