/** Recovery: after faults the backlog empties in time, no node dies by itself, and poison holds up nobody else. */
@org.jspecify.annotations.NullMarked
package tribunal.verify.guarantee.recovery;
