/** PostgreSQL's semantics in memory, as far as Foodcourt uses them. */
@NullMarked
package tribunal.simulation.store;

import org.jspecify.annotations.NullMarked;
