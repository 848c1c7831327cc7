@NullMarked
package tribunal.history;

import org.jspecify.annotations.NullMarked;
