/** The judge: history and model in, verdicts out; pure. */
@NullMarked
package tribunal.verify;

import org.jspecify.annotations.NullMarked;
