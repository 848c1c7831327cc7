package foodcourt.updates;

import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * A kind of item that can be watched: the key of a state, and its version, which orders the states of one key.
 *
 * @param version at least 0; grows with each change
 */
record VersionedKind<K extends Comparable<K>, T>(Function<T, K> key, ToLongFunction<T> version) {}
