package tribunal.verify.verdict;

/** What a verifier found. */
public enum VerdictStatus {
    VALID,
    INVALID,
    UNKNOWN,
    /** Nothing gave it an opportunity to fail, and the scenario did not demand it. */
    NOT_EXERCISED;

    /** As scripts read it: {@code NOT-EXERCISED}. */
    public String label() {
        return name().replace('_', '-');
    }
}
