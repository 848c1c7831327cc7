/** Subscription: who subscribes sees what the topic covers, in order, in time, up to the end. */
@org.jspecify.annotations.NullMarked
package tribunal.verify.guarantee.subscription;
