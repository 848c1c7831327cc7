/** The domain: an order, its statuses, its transitions and the events that they write. Pure functions and data. */
@NullMarked
package foodcourt.order;

import org.jspecify.annotations.NullMarked;
