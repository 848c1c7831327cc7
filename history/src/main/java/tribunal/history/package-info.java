/**
 * The central data type: what happened in a run, as entries that witnesses recorded. Also the app's model, the judge's
 * limits and the keyed random draws that other modules share.
 */
@NullMarked
package tribunal.history;

import org.jspecify.annotations.NullMarked;
