/** Commands that simulate. */
@org.jspecify.annotations.NullMarked
package tribunal.run.simulate;
