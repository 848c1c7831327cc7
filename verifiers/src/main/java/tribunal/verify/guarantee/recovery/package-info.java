/**
 * Recovery: after the faults end, the backlog empties within the limits. Also deaths of nodes, and poisoned events that
 * must not delay others.
 */
@org.jspecify.annotations.NullMarked
package tribunal.verify.guarantee.recovery;
