/** What a run prints. */
@org.jspecify.annotations.NullMarked
package tribunal.report.terminal;
