/**
 * Reliable eventing: state changes with their events in one transaction, and a dispatcher. The dispatcher hands every
 * event to its functions, with leases, retries and dead letters.
 */
@NullMarked
package foodcourt.eventing;

import org.jspecify.annotations.NullMarked;
