/** Puts a run together: scenario in, run directory with history, verdicts and reports out. */
@NullMarked
package tribunal.run;

import org.jspecify.annotations.NullMarked;
