/**
 * What a run prints: a progress line while it runs, and a block at its end. The last line of the block is the run in
 * one sentence.
 */
@org.jspecify.annotations.NullMarked
package tribunal.report.terminal;
