@NullMarked
package tribunal.cli;

import org.jspecify.annotations.NullMarked;
