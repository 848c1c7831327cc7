/**
 * Decorators around the app's ports that make each fate happen. Their witness records what passes between dispatcher
 * and functions.
 */
@org.jspecify.annotations.NullMarked
package tribunal.fault.inject;
