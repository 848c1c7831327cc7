/** The real adapters of Foodcourt's ports, and their assembly. */
@NullMarked
package foodcourt.app.runtime;

import org.jspecify.annotations.NullMarked;
