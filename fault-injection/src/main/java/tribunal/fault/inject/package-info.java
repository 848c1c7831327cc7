/** What happens: decorators around the ports of the app that bring each fate about and record it. */
@org.jspecify.annotations.NullMarked
package tribunal.fault.inject;
