/** The judge on trial: recorded histories changed so that they lie, and apps that are broken on purpose. */
@NullMarked
package tribunal.trial;

import org.jspecify.annotations.NullMarked;
