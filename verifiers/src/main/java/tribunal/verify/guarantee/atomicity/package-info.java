/**
 * Atomicity: a change and its event are committed together. What clients were answered agrees with what was committed.
 */
@org.jspecify.annotations.NullMarked
package tribunal.verify.guarantee.atomicity;
