/** The line of text that repeats a simulated run. */
@org.jspecify.annotations.NullMarked
package tribunal.simulation.replay;
