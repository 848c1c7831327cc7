/** Idempotent outcomes: a repeated delivery has the effect of one. Accounts, resources and views add up. */
@org.jspecify.annotations.NullMarked
package tribunal.verify.guarantee.idempotence;
