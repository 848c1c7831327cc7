/** Bad input of any kind, and the suggestions for it: exceptions that name every problem, and texts read from files. */
@org.jspecify.annotations.NullMarked
package tribunal.scenario.input;
