/**
 * Foodcourt, a food-ordering 3factor app: the system under test. Free of frameworks; everything that it needs of the
 * world is a port.
 */
@NullMarked
package foodcourt;

import org.jspecify.annotations.NullMarked;
