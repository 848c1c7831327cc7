package foodcourt.port;

import java.util.function.Supplier;

/** Mutual exclusion for short work in memory. Not reentrant. */
public interface Mutex {
    /** Runs the work exclusively. It must not call a port. */
    <T> T locked(Supplier<T> noPortCallInside);
}
