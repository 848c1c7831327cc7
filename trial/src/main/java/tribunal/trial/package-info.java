/**
 * Tests of the judge: mutation operators make recorded histories lie, and defects break the app. The kill matrix shows
 * which verdict each of them caused.
 */
@org.jspecify.annotations.NullMarked
package tribunal.trial;
