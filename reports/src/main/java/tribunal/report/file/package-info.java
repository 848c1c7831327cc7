/**
 * Reports for machines: verdicts as JSON, JUnit XML, latency logs, the summary for CI. {@code verdicts.json} is a
 * contract for scripts.
 */
@org.jspecify.annotations.NullMarked
package tribunal.report.file;
