/**
 * Faults: their configuration, the decision for each attempt, and the decorators that carry it out. The code is in the
 * packages below.
 */
@org.jspecify.annotations.NullMarked
package tribunal.fault;
