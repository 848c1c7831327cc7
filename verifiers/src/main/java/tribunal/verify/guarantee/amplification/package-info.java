/** Amplification: faults cause no more attempts, requests and pauses than the model allows. */
@org.jspecify.annotations.NullMarked
package tribunal.verify.guarantee.amplification;
