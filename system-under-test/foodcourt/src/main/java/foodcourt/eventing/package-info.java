/** Factor 2, reliable eventing: the dispatcher, its leases, retries and dead letters. */
@NullMarked
package foodcourt.eventing;

import org.jspecify.annotations.NullMarked;
