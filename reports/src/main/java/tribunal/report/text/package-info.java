/** The words and numbers that all reports share. */
@org.jspecify.annotations.NullMarked
package tribunal.report.text;
