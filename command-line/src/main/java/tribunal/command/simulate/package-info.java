/**
 * Commands that simulate: batches of seeds, replay, and the trial of the judge. Worker processes simulate; this package
 * distributes the seeds and collects the results.
 */
@org.jspecify.annotations.NullMarked
package tribunal.command.simulate;
