/**
 * What every part of a load run needs: its clock, its recorder and its background tasks. The reaper ends all processes
 * when the harness dies.
 */
@org.jspecify.annotations.NullMarked
package tribunal.load.run;
