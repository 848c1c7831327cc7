/**
 * At-least-once: every event is worked on by every function that reacts to it. Finished work has its effects, and where
 * scheduling is exact it is on time.
 */
@org.jspecify.annotations.NullMarked
package tribunal.verify.guarantee.delivery;
