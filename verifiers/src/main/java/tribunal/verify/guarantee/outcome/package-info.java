/** Idempotent outcomes: what is delivered twice has an effect once, and money and read models add up. */
@org.jspecify.annotations.NullMarked
package tribunal.verify.guarantee.outcome;
