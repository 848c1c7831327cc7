/** The databases that a run can use: embedded, in a container, or a schema in a server. Also the witness of commits. */
@org.jspecify.annotations.NullMarked
package tribunal.load.database;
