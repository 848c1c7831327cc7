/**
 * The story of one entity or one violation, made from the history. As prose, and as rows with a column for each actor.
 */
@org.jspecify.annotations.NullMarked
package tribunal.report.story;
