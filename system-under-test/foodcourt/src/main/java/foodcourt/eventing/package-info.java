/** Reliable eventing: state changes with their events in one transaction, and a dispatcher that hands each to its functions. */
@NullMarked
package foodcourt.eventing;

import org.jspecify.annotations.NullMarked;
