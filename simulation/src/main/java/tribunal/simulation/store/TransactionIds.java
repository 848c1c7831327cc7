package tribunal.simulation.store;

/** The numbers of transactions, drawn at the first write or lock; and how many that have one are open. */
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
