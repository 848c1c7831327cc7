/** The line of text that repeats a simulated run. Writes and reads it. */
@org.jspecify.annotations.NullMarked
package tribunal.simulation.replay;
