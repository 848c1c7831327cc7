package foodcourt.updates;

/** Reads the states of one kind for its subscribers when the hint did not carry them. */
interface Feed {
    /** Reads the items hinted since the last call, and offers them. */
    void readHinted();

    /** Compares all watched items with the store, and offers the states that a subscriber has missed. */
    void catchUp();
}
