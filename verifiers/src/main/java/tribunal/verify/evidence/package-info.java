/** A history put in order: orders, deliveries, operations, subscriptions, phases, outages. */
@org.jspecify.annotations.NullMarked
package tribunal.verify.evidence;
