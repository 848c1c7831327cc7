/** What a verifier says: verdicts, violations with their proof, and the text of both. */
@org.jspecify.annotations.NullMarked
package tribunal.verify.verdict;
