/** At-least-once: every function works on every event that it reacts to, with its effects and in time. */
@org.jspecify.annotations.NullMarked
package tribunal.verify.guarantee.atleastonce;
