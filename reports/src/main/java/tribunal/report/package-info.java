@NullMarked
package tribunal.report;

import org.jspecify.annotations.NullMarked;
