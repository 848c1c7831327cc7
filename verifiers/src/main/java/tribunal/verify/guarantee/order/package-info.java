/** Order independence: every order takes legal steps only and ends legally, whatever the order of its events. */
@org.jspecify.annotations.NullMarked
package tribunal.verify.guarantee.order;
