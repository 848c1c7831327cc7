/** Foodcourt, a food-ordering 3factor app: the system under test. Free of frameworks. */
@NullMarked
package foodcourt;

import org.jspecify.annotations.NullMarked;
