/** The judge: history and model go in, verdicts come out. A pure function, without a clock and without randomness. */
@NullMarked
package tribunal.verify;

import org.jspecify.annotations.NullMarked;
