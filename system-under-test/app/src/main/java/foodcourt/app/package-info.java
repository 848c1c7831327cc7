/**
 * Foodcourt as a Spring Boot application: the main class of one node. The adapters are in the packages below this one.
 */
@NullMarked
package foodcourt.app;

import org.jspecify.annotations.NullMarked;
