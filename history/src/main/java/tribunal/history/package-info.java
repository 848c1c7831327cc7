/** The one central data type: what happened in a run, as its witnesses told it; with its JSON Lines codec. */
@NullMarked
package tribunal.history;

import org.jspecify.annotations.NullMarked;
