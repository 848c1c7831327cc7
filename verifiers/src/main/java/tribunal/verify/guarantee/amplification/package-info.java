/** Amplification: faults cause no more events, attempts and requests than they explain, and retries back off. */
@org.jspecify.annotations.NullMarked
package tribunal.verify.guarantee.amplification;
