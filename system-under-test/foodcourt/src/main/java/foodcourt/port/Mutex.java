package foodcourt.port;

import java.util.function.Supplier;

/** Mutual exclusion for short work on memory. Not reentrant. */
public interface Mutex {
    /** Runs this alone. No port may be called inside. */
    <T> T locked(Supplier<T> noPortCallInside);
}
