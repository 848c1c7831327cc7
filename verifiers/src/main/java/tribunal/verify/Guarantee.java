package tribunal.verify;

/** A verifier of one run: goes through the parts of its history, one after the other. It does not throw for a bad history. */
interface Guarantee {
    void judge(Evidence part);

    /** All that it has found, when it has gone through them all. */
    Findings findings();
}
