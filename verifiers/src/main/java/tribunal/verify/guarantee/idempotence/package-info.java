/** Idempotent outcomes: a repeated delivery has the effect of one. Money, couriers and boards add up. */
@org.jspecify.annotations.NullMarked
package tribunal.verify.guarantee.idempotence;
