/** The databases that a run can use, and the witness of what is committed there. */
@org.jspecify.annotations.NullMarked
package tribunal.load.database;
