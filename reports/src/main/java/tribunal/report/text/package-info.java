/** The words and numbers that all reports share. Entries, faults, budgets and verdicts as sentences. */
@org.jspecify.annotations.NullMarked
package tribunal.report.text;
