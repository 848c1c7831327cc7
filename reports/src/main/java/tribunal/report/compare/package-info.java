/** Reports of several runs: comparisons, parameter sweeps, capacity. */
@org.jspecify.annotations.NullMarked
package tribunal.report.compare;
