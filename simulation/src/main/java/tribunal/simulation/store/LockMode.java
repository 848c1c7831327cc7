package tribunal.simulation.store;

/** Modes of row locks, from the weakest to the strongest: PostgreSQL's, without the mode that Foodcourt never takes. */
enum LockMode {
    /** Taken by the check of a foreign key. */
    KEY_SHARE,
    /** Taken by an UPDATE that does not change the key. */
    NO_KEY_UPDATE,
    /** Taken by SELECT FOR UPDATE. */
    UPDATE;

    boolean conflictsWith(LockMode other) {
        return this == UPDATE || other == UPDATE || (this == NO_KEY_UPDATE && other == NO_KEY_UPDATE);
    }
}
