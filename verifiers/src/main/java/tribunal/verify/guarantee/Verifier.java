package tribunal.verify.guarantee;

import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.verdict.Findings;

/** A verifier of one run: goes through the parts of its history, one after the other. It does not throw for a bad history. */
public interface Verifier {
    void judge(PartitionEvidence part);

    /** All that it has found, when it has gone through them all. */
    Findings findings();
}
