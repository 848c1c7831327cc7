/**
 * A history in order: orders, deliveries, operations, effects, subscriptions, phases and outages. Indexed once for all
 * verifiers.
 */
@org.jspecify.annotations.NullMarked
package tribunal.verify.evidence;
