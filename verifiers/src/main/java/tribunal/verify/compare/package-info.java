/** Compares runs with each other. */
@org.jspecify.annotations.NullMarked
package tribunal.verify.compare;
