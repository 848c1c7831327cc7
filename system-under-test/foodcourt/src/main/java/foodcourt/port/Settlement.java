package foodcourt.port;

import foodcourt.order.Text;
import java.time.Duration;

/**
 * The end of a claim. The settling token and the compared fence are separate, as in any conditional write. A settlement
 * is safe because both are the same token; the sound app never creates one in which they differ.
 */
public sealed interface Settlement {
    /**
     * Longest reason that is kept, in UTF-16 code units. The rest is cut off; code units that cannot be stored are
     * replaced.
     */
    int WHY_LENGTH_MAX = 1_000;

    /** The claim that settles, and is recorded as such. */
    FencingToken token();

    /** The claim that must be the newest for the settlement to take effect. */
    FencingToken fence();

    record Done(FencingToken token, FencingToken fence) implements Settlement {
        public Done(FencingToken token) {
            this(token, token);
        }
    }

    record Retry(FencingToken token, FencingToken fence, Duration after, String why) implements Settlement {
        public Retry {
            why = Text.storable(why, WHY_LENGTH_MAX);
        }

        public Retry(FencingToken token, Duration after, String why) {
            this(token, token, after, why);
        }
    }

    /** The delivery is given up and becomes a dead letter. */
    record Dead(FencingToken token, FencingToken fence, String why) implements Settlement {
        public Dead {
            why = Text.storable(why, WHY_LENGTH_MAX);
        }

        public Dead(FencingToken token, String why) {
            this(token, token, why);
        }
    }

    /** The delivery is released untried; its attempt does not count. */
    record Released(FencingToken token, FencingToken fence) implements Settlement {
        public Released(FencingToken token) {
            this(token, token);
        }
    }
}
