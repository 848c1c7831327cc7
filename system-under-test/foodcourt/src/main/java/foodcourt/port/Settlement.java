package foodcourt.port;

import foodcourt.order.Text;
import java.time.Duration;

/**
 * How a claim ends. Who settles and what is compared are two things, as in any conditional write; that they are the same
 * token is what makes it safe, and the app never makes one in which they differ.
 */
public sealed interface Settlement {
    /** Longest reason that is kept, in UTF-16 code units; the rest is cut off, and what cannot be stored is replaced. */
    int WHY_LENGTH_MAX = 1_000;

    /** The claim that ends: who settles, written down as such. */
    FencingToken token();

    /** The claim that must be the newest for it to count. */
    FencingToken fence();

    /** The function did its work. */
    record Done(FencingToken token, FencingToken fence) implements Settlement {
        public Done(FencingToken token) {
            this(token, token);
        }
    }

    /** To be tried again after a while. */
    record Retry(FencingToken token, FencingToken fence, Duration after, String why) implements Settlement {
        public Retry {
            why = Text.storable(why, WHY_LENGTH_MAX);
        }

        public Retry(FencingToken token, Duration after, String why) {
            this(token, token, after, why);
        }
    }

    /** Given up: a dead letter. */
    record Dead(FencingToken token, FencingToken fence, String why) implements Settlement {
        public Dead {
            why = Text.storable(why, WHY_LENGTH_MAX);
        }

        public Dead(FencingToken token, String why) {
            this(token, token, why);
        }
    }

    /** Given back untried, its attempt not counted. */
    record Released(FencingToken token, FencingToken fence) implements Settlement {
        public Released(FencingToken token) {
            this(token, token);
        }
    }
}
