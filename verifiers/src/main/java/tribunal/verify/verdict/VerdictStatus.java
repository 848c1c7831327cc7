package tribunal.verify.verdict;

/** The status of a verdict, or of a budget. */
public enum VerdictStatus {
    VALID,
    INVALID,
    UNKNOWN,
    /** The guarantee had no opportunity to fail, and the scenario does not require it. */
    NOT_EXERCISED;

    /** The name that scripts read: {@code NOT-EXERCISED}. */
    public String label() {
        return name().replace('_', '-');
    }
}
