/**
 * No overlap: an attempt is repeated only for a recorded cause. Only the newest claim settles, and no lease lapses
 * while work is in progress.
 */
@org.jspecify.annotations.NullMarked
package tribunal.verify.guarantee.overlap;
