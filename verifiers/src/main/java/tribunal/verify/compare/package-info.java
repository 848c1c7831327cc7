/** Compares runs: changes of latencies with their confidence intervals, and relative budgets. */
@org.jspecify.annotations.NullMarked
package tribunal.verify.compare;
