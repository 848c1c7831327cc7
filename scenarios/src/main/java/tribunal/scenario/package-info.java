@NullMarked
package tribunal.scenario;

import org.jspecify.annotations.NullMarked;
