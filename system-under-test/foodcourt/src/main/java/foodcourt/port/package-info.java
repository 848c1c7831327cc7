/** The whole boundary between the app and the world; what differs between real and simulated runs is here. */
@NullMarked
package foodcourt.port;

import org.jspecify.annotations.NullMarked;
