/** What every part of a run needs: its clock, its recorder, its background tasks, and the end of its processes. */
@org.jspecify.annotations.NullMarked
package tribunal.load.run;
