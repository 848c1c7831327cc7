/** What goes wrong: the plan as data, the fate of each attempt, decorators of the ports, and the channel's witness. */
@NullMarked
package tribunal.fault;

import org.jspecify.annotations.NullMarked;
