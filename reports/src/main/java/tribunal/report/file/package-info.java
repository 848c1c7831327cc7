/** Reports for machines: verdicts as JSON, JUnit XML, latency logs. */
@org.jspecify.annotations.NullMarked
package tribunal.report.file;
