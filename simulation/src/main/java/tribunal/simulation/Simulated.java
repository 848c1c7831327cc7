package tribunal.simulation;

import tribunal.history.History;

/**
 * What a simulated run leaves.
 *
 * @param nanos how much virtual time it took
 * @param handOvers how often one thread handed on to another
 */
public record Simulated(History history, long nanos, long handOvers) {}
