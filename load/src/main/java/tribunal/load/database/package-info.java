/**
 * The databases that a run can use: embedded, in a container, or a schema in an existing server. Also the witness of
 * the commits there.
 */
@org.jspecify.annotations.NullMarked
package tribunal.load.database;
