@NullMarked
package foodcourt.app;

import org.jspecify.annotations.NullMarked;
