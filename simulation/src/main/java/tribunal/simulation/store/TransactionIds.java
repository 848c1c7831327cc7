package tribunal.simulation.store;

/** Assigns transaction ids at the first write or lock, and counts the open transactions that have an id. */
final class TransactionIds {
    private long last;
    private int open;

    long next() {
        open++;
        return ++last;
    }

    void ended() {
        open--;
    }

    int open() {
        return open;
    }
}
