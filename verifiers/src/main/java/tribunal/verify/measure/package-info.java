/** Figures of a run: latencies by segment, budgets, drift, counts. */
@org.jspecify.annotations.NullMarked
package tribunal.verify.measure;
