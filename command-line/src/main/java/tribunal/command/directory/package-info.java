/** The folders of runs and their files: creates, finds, reads and deletes them. Also the outputs of a command. */
@org.jspecify.annotations.NullMarked
package tribunal.command.directory;
