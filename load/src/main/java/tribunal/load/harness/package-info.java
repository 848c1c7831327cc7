/**
 * The harness's own parts of a run under load: its clock, recorder, monitor and background tasks, and the check of the
 * machine. The reaper ends all processes when the harness dies. {@code tribunal.load} puts these parts together.
 */
@org.jspecify.annotations.NullMarked
package tribunal.load.harness;
