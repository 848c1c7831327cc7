/** At-least-once: every event is worked on by every function that reacts to it, and in time. */
@org.jspecify.annotations.NullMarked
package tribunal.verify.guarantee.delivery;
