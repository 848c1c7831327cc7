/** The domain: an order, its statuses, its transitions and the events they write. Pure. */
@NullMarked
package foodcourt.order;

import org.jspecify.annotations.NullMarked;
