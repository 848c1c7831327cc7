package tribunal.simulation.world;

import tribunal.history.IndexedRandom;

/** What the customers of a run subscribe to: all their orders together, or each order by itself. */
public enum WatchedTopics {
    /** All customers watch their orders together. Every fourth watches each order by itself too. */
    MIXED,
    TOGETHER,
    EACH_ORDER;

    private static final long WATCHING = IndexedRandom.key("watching");

    /**
     * Draws the topics of a seed. Half of all seeds mix both kinds. The others have one kind alone, whose bugs the
     * other kind could hide.
     */
    public static WatchedTopics drawn(long seed) {
        double draw = new IndexedRandom(seed).fraction(WATCHING, 0);
        return draw < 0.5 ? MIXED : draw < 0.75 ? TOGETHER : EACH_ORDER;
    }

    /** Whether customers watch all their orders together. */
    boolean includeAllTogether() {
        return this != EACH_ORDER;
    }

    /** Whether some customers watch single orders. */
    boolean includeSingleOrders() {
        return this != TOGETHER;
    }

    /** Whether a customer watches each order by itself, from its placing on. */
    boolean includeEachOrderOf(int customer) {
        return this == EACH_ORDER || (this == MIXED && customer % 4 == 0);
    }
}
