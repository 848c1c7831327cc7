/** No overlap: attempts repeat only for a recorded cause, the newest claim settles, no lease lapses during work. */
@org.jspecify.annotations.NullMarked
package tribunal.verify.guarantee.nooverlap;
