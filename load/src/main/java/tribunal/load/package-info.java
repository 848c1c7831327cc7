@NullMarked
package tribunal.load;

import org.jspecify.annotations.NullMarked;
