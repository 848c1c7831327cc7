/** The real thing: PostgreSQL, the app as a process of its own, Gatling's clients, and the witnesses that look on. */
@NullMarked
package tribunal.load;

import org.jspecify.annotations.NullMarked;
