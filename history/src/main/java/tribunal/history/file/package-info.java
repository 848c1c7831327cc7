/** Reads and writes histories as folders of JSON Lines: one file for each witness, one entry on each line. A large history is read in parts, by entity. */
@org.jspecify.annotations.NullMarked
package tribunal.history.file;
