@NullMarked
package tribunal.verify;

import org.jspecify.annotations.NullMarked;
