/** Folders of runs, and what is kept in them. */
@org.jspecify.annotations.NullMarked
package tribunal.run.directory;
