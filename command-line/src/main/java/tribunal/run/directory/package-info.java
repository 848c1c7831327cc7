/**
 * The folders in which runs are kept, and the files in them. Creates, finds and deletes run directories; reads what
 * older runs left.
 */
@org.jspecify.annotations.NullMarked
package tribunal.run.directory;
