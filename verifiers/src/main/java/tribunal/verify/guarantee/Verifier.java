package tribunal.verify.guarantee;

import tribunal.verify.evidence.PartitionEvidence;
import tribunal.verify.verdict.Findings;

/** Judges one guarantee in one run, part by part. Does not throw for a bad history. */
public interface Verifier {
    /** Judges one part of the history. */
    void judge(PartitionEvidence evidence);

    /** Returns all findings, once every part has been judged. */
    Findings findings();
}
