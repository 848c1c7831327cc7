package tribunal.verify;

/** A verifier: goes through the evidence and returns all that it finds. It does not throw for a bad history. */
@FunctionalInterface
interface Guarantee {
    Findings judge(Evidence evidence);
}
