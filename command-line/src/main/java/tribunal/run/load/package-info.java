/** Commands that run the app under real load. */
@org.jspecify.annotations.NullMarked
package tribunal.run.load;
