/** Subscription: subscribers see what their topic covers, in order, up to the last version, and stay live. */
@org.jspecify.annotations.NullMarked
package tribunal.verify.guarantee.subscription;
