package tribunal.verify.guarantee;

import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.verdict.Findings;

/** Judges one guarantee in one run, partition by partition. Does not throw for a bad history. */
public interface Verifier {
    /** Judges one partition of the history. */
    void judge(PartitionEvidence evidence);

    /** Returns all findings, once every partition has been judged. */
    Findings findings();
}
