package tribunal.fault.plan;

import java.util.List;
import java.util.Locale;
import tribunal.fault.key.BadValueException;

/** The way a poisoned delivery fails. */
public enum PoisonMode {
    /** Each attempt gets the answer 500. */
    ERROR("answers 500", false),
    /** The first attempt gets the answer 422: a retry is useless. */
    PERMANENT("answers 422, permanently", true),
    /** Each attempt gets an answer that cannot be parsed. */
    GARBAGE("answers garbage", false);

    private static final String ONE = "one of status: 500, permanent: true, garbage: true";

    private final String description;
    private final boolean permanent;

    PoisonMode(String description, boolean permanent) {
        this.description = description;
        this.permanent = permanent;
    }

    /**
     * Returns the only mode in the list.
     *
     * @throws BadValueException if a scenario file asks for no mode, or for several
     */
    static PoisonMode only(List<PoisonMode> asked) {
        if (asked.isEmpty()) {
            throw new BadValueException("ratio", "beside it " + ONE);
        }
        if (asked.size() > 1) {
            throw new BadValueException(asked.get(1).name().toLowerCase(Locale.ROOT), "only " + ONE);
        }
        return asked.getFirst();
    }

    /** What each attempt is answered, in words. */
    public String description() {
        return description;
    }

    /** Whether the answer says that a retry is useless. */
    public boolean isPermanent() {
        return permanent;
    }
}
