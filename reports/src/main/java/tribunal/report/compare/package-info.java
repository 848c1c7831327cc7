/**
 * Reports of several runs: comparisons, parameter sweeps, searches for capacity. For the terminal, as HTML, as Markdown
 * and as JSON.
 */
@org.jspecify.annotations.NullMarked
package tribunal.report.compare;
