/** A history, indexed once for all verifiers: entities, deliveries, effects, subscriptions, phases and outages. */
@org.jspecify.annotations.NullMarked
package tribunal.verify.evidence;
