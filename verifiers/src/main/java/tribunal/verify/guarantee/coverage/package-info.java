/**
 * Coverage: the faults and situations that a scenario expects really occurred. It makes a run UNKNOWN, never INVALID.
 */
@org.jspecify.annotations.NullMarked
package tribunal.verify.guarantee.coverage;
