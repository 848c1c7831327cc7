package tribunal.simulation.store;

/** How a row is held, from the weakest to the strongest: PostgreSQL's modes, without the one that nobody here takes. */
enum LockMode {
    /** By a row that refers to it. */
    KEY_SHARE,
    /** By an UPDATE that leaves the key alone. */
    NO_KEY_UPDATE,
    /** By FOR UPDATE. */
    UPDATE;

    boolean conflictsWith(LockMode other) {
        return this == UPDATE || other == UPDATE || (this == NO_KEY_UPDATE && other == NO_KEY_UPDATE);
    }
}
