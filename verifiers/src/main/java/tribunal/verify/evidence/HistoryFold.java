package tribunal.verify.evidence;

/** A computation that receives the partitions of a history one after the other. */
public interface HistoryFold<T> {
    void add(PartitionEvidence partition);

    /** The result, once all partitions were added. */
    T result();
}
