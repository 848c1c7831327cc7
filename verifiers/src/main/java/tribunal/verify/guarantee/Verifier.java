package tribunal.verify.guarantee;

import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.verdict.Findings;

/**
 * A verifier of one guarantee in one run. It judges the partitions of the history one after the other and does not
 * throw for a bad history.
 */
public interface Verifier {
    /** Judges one partition of the history. */
    void judge(PartitionEvidence evidence);

    /** Returns all findings, once every partition has been judged. */
    Findings findings();
}
