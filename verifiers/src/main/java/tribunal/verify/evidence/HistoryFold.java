package tribunal.verify.evidence;

/** A computation that receives the parts of a history one after the other. */
public interface HistoryFold<T> {
    void add(PartitionEvidence part);

    /** The result, once all parts were added. */
    T result();
}
