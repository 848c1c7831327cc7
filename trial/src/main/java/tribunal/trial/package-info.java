/**
 * Tests of the judge: mutation operators make recorded histories lie, and defects break the app. The kill matrix shows
 * which verdict each of them caused.
 */
@NullMarked
package tribunal.trial;

import org.jspecify.annotations.NullMarked;
