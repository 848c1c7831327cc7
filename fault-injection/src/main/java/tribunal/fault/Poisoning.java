package tribunal.fault;

import foodcourt.port.Answer;
import java.util.Optional;

/** How a poisoned delivery fails. */
public enum Poisoning {
    /** Each attempt is answered 500. */
    ERROR("answers 500", false),
    /** The first attempt is answered 422: trying again is useless. */
    PERMANENT("answers 422, permanently", true),
    /** Each attempt is answered with something that nobody understands. */
    GARBAGE("answers garbage", false);

    private final String words;
    private final boolean permanent;

    Poisoning(String words, boolean permanent) {
        this.words = words;
        this.permanent = permanent;
    }

    String words() {
        return words;
    }

    Answer answer() {
        return new Answer.Failed(Optional.empty(), permanent, "poisoned: " + words);
    }

    /** After how many attempts it is given up, by an app that gives up what may pass after that many. */
    int attempts(int limit) {
        return permanent ? 1 : limit;
    }
}
