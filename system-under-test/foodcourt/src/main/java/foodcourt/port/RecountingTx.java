package foodcourt.port;

/** A transaction that can count an event on a board again. Stores offer it to defects; the sound app never calls it. */
public interface RecountingTx extends Tx {
    /** Moves one order between the counts of a board, no matter whether its event was counted before; returns true. */
    boolean recount(BoardChange change);
}
