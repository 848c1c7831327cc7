/**
 * Order independence: every order takes legal steps only and ends legally. This holds in whichever order its events
 * arrive.
 */
@org.jspecify.annotations.NullMarked
package tribunal.verify.guarantee.order;
