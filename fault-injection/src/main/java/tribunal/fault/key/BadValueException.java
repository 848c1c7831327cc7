package tribunal.fault.key;

/** Signals that a value does not fit the others of its record. */
public final class BadValueException extends IllegalArgumentException {
    private final String key;
    private final String expected;

    /**
     * @param key the key with the value, as files write it
     * @param expected what is expected instead
     */
    public BadValueException(String key, String expected) {
        super(key + ": expected " + expected);
        this.key = key;
        this.expected = expected;
    }

    public String key() {
        return key;
    }

    public String expected() {
        return expected;
    }
}
