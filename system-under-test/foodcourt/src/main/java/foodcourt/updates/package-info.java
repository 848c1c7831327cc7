/** Factor 1's pushing half: each subscriber gets its updates, coalesced and never backwards. */
@NullMarked
package foodcourt.updates;

import org.jspecify.annotations.NullMarked;
