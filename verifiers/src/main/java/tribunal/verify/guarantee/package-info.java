/** What all verifiers have in common. Each guarantee has a package of its own. */
@org.jspecify.annotations.NullMarked
package tribunal.verify.guarantee;
