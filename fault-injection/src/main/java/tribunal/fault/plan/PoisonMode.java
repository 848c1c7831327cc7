package tribunal.fault.plan;

/** The way a poisoned delivery fails. */
public enum PoisonMode {
    /** Each attempt gets the answer 500. */
    ERROR("answers 500", false),
    /** The first attempt gets the answer 422: a retry is useless. */
    PERMANENT("answers 422, permanently", true),
    /** Each attempt gets an answer that cannot be parsed. */
    GARBAGE("answers garbage", false);

    private final String description;
    private final boolean permanent;

    PoisonMode(String description, boolean permanent) {
        this.description = description;
        this.permanent = permanent;
    }

    /** What each attempt is answered, in words. */
    public String description() {
        return description;
    }

    /** Whether the answer says that a retry is useless. */
    public boolean isPermanent() {
        return permanent;
    }

    /** Attempts after which an app gives this delivery up, if it gives up temporary failures after {@code limit}. */
    int attempts(int limit) {
        return permanent ? 1 : limit;
    }
}
