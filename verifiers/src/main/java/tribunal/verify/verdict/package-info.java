/**
 * What a verifier says: verdicts, violations with their proof, and the text of both. Findings collect violations while
 * a history is read.
 */
@org.jspecify.annotations.NullMarked
package tribunal.verify.verdict;
