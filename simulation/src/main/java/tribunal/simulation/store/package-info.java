/**
 * PostgreSQL's semantics in memory, as far as Foodcourt uses them. Read committed, row locks, unique keys, waits and
 * deadlocks.
 */
@org.jspecify.annotations.NullMarked
package tribunal.simulation.store;
