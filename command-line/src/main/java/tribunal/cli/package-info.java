/**
 * The command line: every command of {@code ./tribunal} with its options. {@link tribunal.cli.Main} turns results and
 * failures into exit codes.
 */
@NullMarked
package tribunal.cli;

import org.jspecify.annotations.NullMarked;
