/**
 * Reads and writes histories as folders of JSON Lines: one file per witness and process, one entry per line. A large
 * history is read in parts, by entity.
 */
@org.jspecify.annotations.NullMarked
package tribunal.history.file;
