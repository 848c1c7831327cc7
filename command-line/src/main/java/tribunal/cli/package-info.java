/** The command line: {@code ./tribunal} and what it understands. */
@NullMarked
package tribunal.cli;

import org.jspecify.annotations.NullMarked;
