/**
 * The command line: every command of {@code ./tribunal} with its options and their checks. The work is done in {@code
 * tribunal.command}. {@link tribunal.cli.Main} turns results and failures into exit codes.
 */
@org.jspecify.annotations.NullMarked
package tribunal.cli;
