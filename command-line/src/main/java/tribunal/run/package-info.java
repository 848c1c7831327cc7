/**
 * Puts a run together: a scenario goes in, a run directory with history, verdicts and reports comes out. Also the
 * generated pages, the story of one order, and the comparison of runs.
 */
@NullMarked
package tribunal.run;

import org.jspecify.annotations.NullMarked;
