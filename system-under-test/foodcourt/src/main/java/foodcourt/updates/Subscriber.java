package foodcourt.updates;

/** Who watches: gets the present state first, then newer ones, never an older one, and not necessarily each. */
public interface Subscriber<T> {
    /** Called by one thread at a time. */
    void update(T state);
}
