/** Recovery: after the faults end, everything comes to rest within the limits. */
@org.jspecify.annotations.NullMarked
package tribunal.verify.guarantee.recovery;
