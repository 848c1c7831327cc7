@NullMarked
package tribunal.thirdparty;

import org.jspecify.annotations.NullMarked;
