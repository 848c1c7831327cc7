package tribunal.fault.plan;

/** How a poisoned delivery fails. */
public enum PoisonMode {
    /** Each attempt is answered 500. */
    ERROR("answers 500", false),
    /** The first attempt is answered 422: trying again is useless. */
    PERMANENT("answers 422, permanently", true),
    /** Each attempt is answered with something that nobody understands. */
    GARBAGE("answers garbage", false);

    private final String words;
    private final boolean permanent;

    PoisonMode(String words, boolean permanent) {
        this.words = words;
        this.permanent = permanent;
    }

    /** What each attempt is answered, in words. */
    public String words() {
        return words;
    }

    /** Whether the answer says that trying again is useless. */
    public boolean isPermanent() {
        return permanent;
    }

    /** After how many attempts it is given up, by an app that gives up what may pass after that many. */
    int attempts(int limit) {
        return permanent ? 1 : limit;
    }
}
