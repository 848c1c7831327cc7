/**
 * Updates for subscribers: each gets the present state first, then newer ones. Updates are coalesced and never go back.
 */
@NullMarked
package foodcourt.updates;

import org.jspecify.annotations.NullMarked;
