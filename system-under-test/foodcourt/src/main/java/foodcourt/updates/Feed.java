package foodcourt.updates;

/** Where subscribers of one kind get their states from, when the state did not come with the hint. */
interface Feed {
    /** Reads what was hinted at since the last time, and offers it. */
    void readHinted();

    /** Compares all that is watched with the store, and offers what somebody has missed. */
    void catchUp();
}
