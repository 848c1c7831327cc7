package tribunal.wire;

import java.util.SplittableRandom;

/**
 * A toxic that is in force on a route.
 *
 * @param toxicity the share of connections that it affects, from 0 to 1
 * @param key from seed, route and name: decides which connections those are
 */
record ActiveToxic(String name, Direction direction, Toxic toxic, double toxicity, long key) {
    ActiveToxic {
        if (!(toxicity >= 0 && toxicity <= 1)) {
            throw new IllegalArgumentException("toxicity is " + toxicity + ": give a share from 0 to 1");
        }
    }

    /** Gives the same answer for the same connection, whatever else happens. */
    boolean affects(int connection) {
        return new SplittableRandom(key + connection * 0x9E3779B97F4A7C15L).nextDouble() < toxicity;
    }
}
