/** What all verifiers have in common. Each guarantee has a package of its own below this one. */
@org.jspecify.annotations.NullMarked
package tribunal.verify.guarantee;
