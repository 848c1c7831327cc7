@NullMarked
package foodcourt;

import org.jspecify.annotations.NullMarked;
