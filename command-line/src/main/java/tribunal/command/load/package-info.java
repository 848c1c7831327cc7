/** Commands that run the app under real load. One run, a search for capacity, and runs with one setting varied. */
@org.jspecify.annotations.NullMarked
package tribunal.command.load;
