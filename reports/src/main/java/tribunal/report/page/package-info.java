/** The HTML page of a run: its sections and charts. */
@org.jspecify.annotations.NullMarked
package tribunal.report.page;
