/** Figures of a run: latencies by segment, budgets, drift, resources and counts. They decide no guarantee. */
@org.jspecify.annotations.NullMarked
package tribunal.verify.measure;
