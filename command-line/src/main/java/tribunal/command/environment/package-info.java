/** Where a command works: folders of runs and distribution, terminal, progress line, and the state of the checkout. */
@org.jspecify.annotations.NullMarked
package tribunal.command.environment;
