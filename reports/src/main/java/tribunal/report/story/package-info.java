/** The story of one order, made from the history. */
@org.jspecify.annotations.NullMarked
package tribunal.report.story;
