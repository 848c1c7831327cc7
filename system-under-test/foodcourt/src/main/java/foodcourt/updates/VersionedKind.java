package foodcourt.updates;

import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * A kind of thing that can be watched: which of them a state belongs to, and which of two states is the newer one.
 *
 * @param version at least 0; grows with each change
 */
record VersionedKind<K extends Comparable<K>, T>(Function<T, K> key, ToLongFunction<T> version) {}
