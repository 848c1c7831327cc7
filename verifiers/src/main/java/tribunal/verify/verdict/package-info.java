/** What a verifier says: verdicts, violations with their proof, and the findings that collect them. */
@org.jspecify.annotations.NullMarked
package tribunal.verify.verdict;
