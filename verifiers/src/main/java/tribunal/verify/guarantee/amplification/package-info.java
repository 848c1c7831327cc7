/** Amplification: faults cause no more attempts, requests and reads than they explain. Also due times and back-off. */
@org.jspecify.annotations.NullMarked
package tribunal.verify.guarantee.amplification;
