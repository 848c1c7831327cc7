package tribunal.verify.evidence;

/** What is to be said of a run, in the making: goes through the parts of its history, one after the other. */
public interface HistoryFold<T> {
    void add(PartitionEvidence part);

    /** All that there is to say, when it has gone through them all. */
    T said();
}
