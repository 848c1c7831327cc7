@NullMarked
package tribunal.fault;

import org.jspecify.annotations.NullMarked;
