/**
 * Compares runs with each other: changes of latencies with their confidence intervals. Relative budgets are decided
 * here.
 */
@org.jspecify.annotations.NullMarked
package tribunal.verify.compare;
