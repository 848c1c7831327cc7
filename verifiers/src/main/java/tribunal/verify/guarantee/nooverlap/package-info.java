/**
 * No overlap: an attempt is repeated only for a recorded cause, only the newest claim settles a delivery, and nodes
 * keep their timeouts and slots.
 */
@org.jspecify.annotations.NullMarked
package tribunal.verify.guarantee.nooverlap;
