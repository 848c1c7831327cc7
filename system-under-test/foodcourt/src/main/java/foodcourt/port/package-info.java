/** The boundary between the app and the world. Load mode and simulation differ only in the adapters of these ports. */
@NullMarked
package foodcourt.port;

import org.jspecify.annotations.NullMarked;
