package tribunal.simulation;

import java.util.SortedMap;
import tribunal.history.History;

/**
 * What a simulated run leaves.
 *
 * @param nanos how much virtual time it took
 * @param handOvers how often one thread handed on to another
 * @param outages how often each kind of outage befell something
 */
public record Simulated(History history, long nanos, long handOvers, SortedMap<String, Long> outages) {}
