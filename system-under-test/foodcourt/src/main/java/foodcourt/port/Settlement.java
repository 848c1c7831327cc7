package foodcourt.port;

import foodcourt.order.StorableText;
import java.time.Duration;

/** The end of a claim. It takes effect only while its claim is the newest. */
public sealed interface Settlement {
    /**
     * Longest reason that is kept, in UTF-16 code units. The rest is cut off; code units that cannot be stored are
     * replaced.
     */
    int WHY_LENGTH_MAX = 1_000;

    /** The claim that settles. */
    FencingToken token();

    record Done(FencingToken token) implements Settlement {}

    record Retry(FencingToken token, Duration after, String why) implements Settlement {
        public Retry {
            why = StorableText.storable(why, WHY_LENGTH_MAX);
        }
    }

    /** The delivery is given up and becomes a dead letter. */
    record Dead(FencingToken token, String why) implements Settlement {
        public Dead {
            why = StorableText.storable(why, WHY_LENGTH_MAX);
        }
    }

    /** The delivery is released untried; its attempt does not count. */
    record Released(FencingToken token) implements Settlement {}
}
